/** Without WebGL there is no picture, and nothing is lost: the tables do everything the picture does. */
import { useCallback, useEffect, useState } from 'react';
import { useText } from '../text/text.tsx';
import classes from './graph-canvas.module.css';
import type { GraphCanvasProps } from './graph-canvas.tsx';
import { TableTwin } from './table-twin.tsx';

const hasWebGl = (): boolean => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  // Browsers allow a handful of contexts: this one was only a question.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
};

export type WebGl = { readonly isAvailable: boolean; readonly attempt: number; readonly retry: () => void };

/** Watches for a graphics driver that gives up while the page is open. */
export const useWebGl = (): WebGl => {
  const [answer, setAnswer] = useState(() => ({ isAvailable: hasWebGl(), attempt: 0 }));

  useEffect(() => {
    const onLost = (event: Event) => {
      if (event.target instanceof HTMLCanvasElement && event.target.isConnected) {
        setAnswer((before) => ({ ...before, isAvailable: false }));
      }
    };
    document.addEventListener('webglcontextlost', onLost, true);
    return () => document.removeEventListener('webglcontextlost', onLost, true);
  }, []);

  const retry = useCallback(
    () => setAnswer((before) => ({ isAvailable: hasWebGl(), attempt: before.attempt + 1 })),
    [],
  );
  return { ...answer, retry };
};

export const CanvasUnavailable = ({
  store,
  onExpand,
  onRetry,
}: GraphCanvasProps & { readonly onRetry: () => void }) => {
  const text = useText();
  return (
    <div>
      <p role="alert">
        {text.canvas.noWebGl}{' '}
        <button type="button" className={classes['link']} onClick={onRetry}>
          {text.common.tryAgain}
        </button>
      </p>
      <TableTwin store={store} onExpand={onExpand} />
    </div>
  );
};

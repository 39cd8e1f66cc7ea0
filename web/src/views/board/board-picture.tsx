import { useComputedColorScheme } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { BrokenNotice } from '../../components/broken-notice.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { useBoardActions, useBoardStore } from './board-context.tsx';
import styles from './board-picture.module.css';
import { BoardTaskLine } from './board-task-line.tsx';
import { LazyGraphCanvas, LazyLegend, LazyToolbar } from './lazy-canvas.tsx';

/** Canvas, toolbar and legend, with every cut said in words above them. */
export function BoardPicture({ sentences }: { readonly sentences?: ReactNode }) {
  const text = useText();
  const store = useBoardStore();
  const { expand } = useBoardActions();
  const theme = useComputedColorScheme('light');
  return (
    <div className={styles['picture']}>
      <ErrorBoundary fallback={<BrokenNotice />}>
        <Suspense fallback={<Loading label={text.board.loading} />}>
          <LazyToolbar store={store} />
          {sentences}
          <BoardTaskLine />
          <div className={styles['canvas']}>
            <LazyGraphCanvas store={store} onExpand={expand} theme={theme} />
          </div>
          <div className={styles['legend']}>
            <LazyLegend store={store} />
          </div>
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}

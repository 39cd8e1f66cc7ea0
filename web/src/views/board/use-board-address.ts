/** Keeps the address in step with the board, so that a copied address shows the same picture in another window. */
import { useEffect, useState } from 'react';
import { replaceAddress } from '../../app/router.ts';
import type { BoardView } from '../../exploration/board-store.ts';
import { encodeBoard, toBoardLocation } from '../../exploration/board-url.ts';
import { useBoardStore } from './board-context.tsx';

const SETTLE_MS = 200;

type Page = {
  /** The run the picture was made from; null where no run is behind it. */
  readonly run: string | null;
  /** The page's own part of the address: open tab, time range. */
  readonly own: Readonly<Record<string, string | null>>;
  /** False while the board is being restored: a half-restored board must not overwrite the address it comes from. */
  readonly isReady: boolean;
};

function toSearch(
  view: BoardView,
  run: string | null,
  own: string,
): { readonly search: string; readonly omitted: number } {
  const { parameters, omitted } = encodeBoard(toBoardLocation(view, { ring: null, run }));
  if (view.selectedLink !== null) parameters.set('link', view.selectedLink);
  const search = [own, parameters.toString()].filter((part) => part !== '').join('&');
  return { search: search === '' ? '' : `?${search}`, omitted };
}

/** Returns how many parts of the board did not fit into the address. */
export function useBoardAddress({ run, own, isReady }: Page): number {
  const store = useBoardStore();
  const [omitted, setOmitted] = useState(0);
  // As text, because the page makes a new object of the same content each time it is drawn.
  const ownParameters = new URLSearchParams(
    Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== null),
  ).toString();
  useEffect(() => {
    if (!isReady) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { pathname } = window.location;
    const write = () => {
      if (window.location.pathname !== pathname) return;
      const next = toSearch(store.getState(), run, ownParameters);
      setOmitted(next.omitted);
      replaceAddress(pathname + next.search + window.location.hash);
    };
    const writeSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(write, SETTLE_MS);
    };
    writeSoon();
    const unsubscribe = store.subscribe(writeSoon);
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, run, isReady, ownParameters]);
  return omitted;
}

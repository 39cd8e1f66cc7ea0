/** Moves the focus among the rows' links, so that Enter opens what j and k have reached. */
import { useEffect } from 'react';
import { useKeys } from './keyboard.ts';
import { pathBefore } from './router.ts';
import { isFocusLost, moveRowFocus } from './row-focus.ts';
import { useKeptRow } from './use-kept-row.ts';

/** `links`: a selector of the one link in every row. */
export function useRowKeys(body: { readonly current: HTMLTableSectionElement | null }, links: string): void {
  const move = (by: number) => {
    moveRowFocus([...(body.current?.querySelectorAll<HTMLAnchorElement>(links) ?? [])], by);
  };
  useKeptRow(body, links);
  useKeys({ j: () => move(1), k: () => move(-1) });
  useEffect(() => {
    // Back from what a row opened, the list goes on where it was left.
    const left = body.current?.querySelector<HTMLAnchorElement>(`${links}[href="${CSS.escape(pathBefore())}"]`);
    if (!left || !isFocusLost()) return;
    left.focus();
    left.scrollIntoView({ block: 'center' });
  }, [body, links]);
}

/**
 * A list that is worked off by key: when what had the focus goes away, a row that was dealt with or a form that was
 * closed, the focus stays at that place of the list, where another row may be by then.
 */
import { useEffect } from 'react';
import { isFocusLost } from './row-focus.ts';

/** `links`: a selector of the one link in every row. */
export function useKeptRow(body: { readonly current: HTMLTableSectionElement | null }, links: string): void {
  useEffect(() => {
    const table = body.current;
    if (!table) return;
    let place: number | null = null;
    const rowsOf = () => [...table.querySelectorAll<HTMLElement>(links)];
    const entered = ({ target }: FocusEvent): void => {
      const at = rowsOf().findIndex((link) => link.closest('tr')?.contains(target as Node));
      place = at < 0 ? null : at;
    };
    const left = ({ target, relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) {
        if (!table.contains(relatedTarget as Node)) place = null;
        return;
      }
      // Whoever presses beside the list leaves it; what is taken out of the page is gone after this task.
      queueMicrotask(() => {
        if ((target as Node).isConnected) place = null;
      });
    };
    const observer = new MutationObserver(() => {
      if (place === null || !isFocusLost()) return;
      const rows = rowsOf();
      rows[Math.min(place, rows.length - 1)]?.focus();
    });
    table.addEventListener('focusin', entered);
    table.addEventListener('focusout', left);
    observer.observe(table, { childList: true, subtree: true });
    return () => {
      table.removeEventListener('focusin', entered);
      table.removeEventListener('focusout', left);
      observer.disconnect();
    };
  }, [body, links]);
}

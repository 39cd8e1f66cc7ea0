/** Moving through rows by key: the focus is the place, so that a screen reader reads the row that is reached. */

/** Focuses the row `by` steps from the focused one, the first when none is, and returns it; null without rows. */
export function moveRowFocus<Row extends HTMLElement>(rows: readonly Row[], by: number): Row | null {
  const present = rows.indexOf(document.activeElement as Row);
  const next = rows[present < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, present + by))];
  if (!next) return null;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  return next;
}

/** A page that went away takes the focus with it: it is nowhere, or on the page as a whole. */
export const isFocusLost = (): boolean => {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.tagName === 'MAIN';
};

/** A pasted list of ids: whatever separates them, each once, in the order they were written. */
const SEPARATORS = /[\n\r,;\t]+/;

export function parseIdList(pasted: string): readonly string[] {
  const ids = pasted
    .split(SEPARATORS)
    .map((id) => id.trim().replace(/^["']|["']$/g, ''))
    .filter((id) => id !== '');
  return [...new Set(ids)];
}

const FRAGMENT_NAME = 'ids';

/** Ids travel in the fragment, which a browser never sends: they are in no server's log. */
const toIdFragment = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : `#${new URLSearchParams({ [FRAGMENT_NAME]: ids.join('\n') })}`;

/** The page that shows how they belong together. */
export const investigationPath = (ids: readonly string[]): string => `/investigate${toIdFragment(ids)}`;

/** Nothing but line breaks parts them here: an id that came from the graph may hold a comma. */
export function parseIdFragment(hash: string): readonly string[] {
  const ids = new URLSearchParams(hash.replace(/^#/, '')).get(FRAGMENT_NAME) ?? '';
  return [...new Set(ids.split('\n'))].filter((id) => id !== '');
}

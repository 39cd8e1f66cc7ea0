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
export const toIdFragment = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : `#${new URLSearchParams({ [FRAGMENT_NAME]: ids.join('\n') })}`;

export const parseIdFragment = (hash: string): readonly string[] =>
  parseIdList(new URLSearchParams(hash.replace(/^#/, '')).get(FRAGMENT_NAME) ?? '');

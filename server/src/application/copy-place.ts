/**
 * How far a copy came: a bookmark in the target, written with each batch. It counts for the source as it was then, told
 * by change number and digest; a source that is another by now is copied from the beginning.
 */
import type { Bookmark, GraphCounts } from './ports/graph-store.ts';

const SECTION_LIST = ['entities', 'links', 'events'] as const;
export type CopySection = (typeof SECTION_LIST)[number];

export type CopyPlace = {
  readonly section: CopySection | 'end';
  /** Of the source's reader; null: the beginning of the section. */
  readonly place: string | null;
  /** Records of the source copied so far. */
  readonly done: number;
};
export const COPY_BEGINNING: CopyPlace = { section: 'entities', place: null, done: 0 };

/** The place behind a section. Links that nobody stated are counted, though they follow from the events. */
export function placeBehind(section: CopySection, counts: GraphCounts): CopyPlace {
  const copied = SECTION_LIST.slice(0, SECTION_LIST.indexOf(section) + 1);
  const done = copied.reduce((sum, name) => sum + counts[name], 0);
  return { section: SECTION_LIST[copied.length] ?? 'end', place: null, done };
}

export type CopyStart =
  | { readonly kind: 'new' }
  | { readonly kind: 'resumed'; readonly from: CopyPlace }
  /** An earlier copy came from a source that has changed since. */
  | { readonly kind: 'sourceChanged' };

export const COPY_BOOKMARK = 'copy';
export const NO_COPY: Bookmark = { name: COPY_BOOKMARK, value: '' };

export const toBookmark = (source: string, place: CopyPlace): Bookmark => ({
  name: COPY_BOOKMARK,
  value: JSON.stringify({ source, ...place }),
});

export function copyStart(source: string, bookmark: string | null): CopyStart {
  if (bookmark === null || bookmark === NO_COPY.value) return { kind: 'new' };
  const { source: copied, ...from } = parseBookmark(bookmark);
  return copied === source ? { kind: 'resumed', from } : { kind: 'sourceChanged' };
}

/** Written by `toBookmark` alone. */
const parseBookmark = (text: string): CopyPlace & { readonly source: string } => JSON.parse(text);

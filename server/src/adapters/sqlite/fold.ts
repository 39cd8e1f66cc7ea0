/** Search is ours, not a store's ranking: text is folded by NFKC and case, and matched from the start of its words. */
const MAX_WORDS = 16;
const MAX_LENGTH = 80;

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

/** The rest of the text from the start of each word, so that "anna's sh" finds "The Anna's Shop". */
export function wordStarts(label: string): readonly string[] {
  const words = toWords(label);
  const starts = words.slice(0, MAX_WORDS).map((_, position) => cut(words.slice(position).join(' ')));
  return [...new Set(starts)];
}

/** The typed text in the same form. */
export const toWordPrefix = (text: string): string => cut(toWords(text).join(' '));

const toWords = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');

/** Never in the middle of a surrogate pair. */
function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const end = text.charCodeAt(MAX_LENGTH - 1) >>> 10 === 0x36 ? MAX_LENGTH - 1 : MAX_LENGTH;
  return text.slice(0, end);
}

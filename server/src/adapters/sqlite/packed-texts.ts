/**
 * A list of texts as lengths and characters: one byte a character where all fit Latin-1, two otherwise, so that every
 * JavaScript string comes back as it was. A text is decoded when it is asked for: ten million ids as strings take half
 * a gigabyte and a second, and detection looks at a few thousand of them. Equal lists are equal field by field.
 */
import type { Texts } from '../../detection/columns.ts';

export type TextEncoding = 'latin1' | 'utf16le';
/** In characters; the greatest of the width stands for null. */
export type TextLengths = Uint8Array | Uint32Array;

const BLOCK_BITS = 4;
const BLOCK = 1 << BLOCK_BITS;
const PIECE_CHARACTERS = 1 << 20;
const PIECE_TEXTS = 1 << 12;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of Latin-1 is meant
const NOT_LATIN1 = /[^\u0000-\u00ff]/;

export class PackedTexts<T extends string | null = string | null> implements Texts<T> {
  readonly encoding: TextEncoding;
  readonly lengths: TextLengths;
  readonly characters: Uint8Array;
  /** The same memory; a view takes longer to make than most texts to decode. */
  readonly #bytes: Buffer;
  /** Block of texts → its first character. */
  readonly #starts: Float64Array;

  constructor(encoding: TextEncoding, lengths: TextLengths, characters: Uint8Array) {
    this.encoding = encoding;
    this.lengths = lengths;
    this.characters = characters;
    this.#bytes = Buffer.from(characters.buffer, characters.byteOffset, characters.byteLength);
    this.#starts = blockStarts(lengths);
  }

  get length(): number {
    return this.lengths.length;
  }

  at(position: number): T | undefined {
    const length = this.lengths[position];
    if (length === undefined) return undefined;
    if (length === nullLength(this.lengths)) return null as T;
    const start = this.startOf(position);
    return this.#bytes.toString(this.encoding, start * this.width, (start + length) * this.width) as T;
  }

  /** Decoded in large pieces that are cut: a tenth of the time of one call a text. */
  *[Symbol.iterator](): Iterator<T> {
    const none = nullLength(this.lengths);
    let [piece, inPiece, at] = ['', 0, 0];
    for (let i = 0; i < this.length; i++) {
      const length = this.lengths[i] ?? none;
      if (length === none) {
        yield null as T;
        continue;
      }
      if (inPiece + length > piece.length) {
        at += inPiece;
        const end = at + Math.max(length, PIECE_CHARACTERS);
        piece = this.#bytes.toString(this.encoding, at * this.width, end * this.width);
        inPiece = 0;
      }
      yield piece.substring(inPiece, inPiece + length) as T;
      inPiece += length;
    }
  }

  /** Piece by piece as bytes, and only in the piece that differs one by one. */
  equalRun(from: number, other: Texts<T>, otherFrom: number): number | null {
    if (!(other instanceof PackedTexts) || other.encoding !== this.encoding) return null;
    if (nullLength(other.lengths) !== nullLength(this.lengths)) return null;
    const most = Math.min(this.length - from, other.length - otherFrom);
    let run = 0;
    for (let texts = PIECE_TEXTS; run < most; ) {
      const piece = Math.min(texts, most - run);
      if (this.#hasAt(from + run, other, otherFrom + run, piece)) run += piece;
      else if (piece === 1) return run;
      else texts = Math.max(1, piece >> 2);
    }
    return run;
  }

  /** Whether so many texts are the same as others. */
  #hasAt(from: number, other: PackedTexts<string | null>, otherFrom: number, texts: number): boolean {
    for (let i = 0; i < texts; i++) if (this.lengths[from + i] !== other.lengths[otherFrom + i]) return false;
    const [start, end] = [this.startOf(from) * this.width, this.startOf(from + texts) * this.width];
    const otherStart = other.startOf(otherFrom) * this.width;
    return this.#bytes.compare(other.#bytes, otherStart, otherStart + end - start, start, end) === 0;
  }

  /** A byte for each character and for each length. */
  get isNarrow(): boolean {
    return this.encoding === 'latin1' && this.lengths instanceof Uint8Array;
  }

  /** Bytes of a character. */
  get width(): number {
    return this.encoding === 'latin1' ? 1 : 2;
  }

  /** The first character of a text, or, for a position past the end, the number of all. */
  startOf(position: number): number {
    const none = nullLength(this.lengths);
    let start = this.#starts[position >> BLOCK_BITS] ?? 0;
    for (let i = position & ~(BLOCK - 1); i < position; i++) {
      const length = this.lengths[i] ?? none;
      if (length !== none) start += length;
    }
    return start;
  }
}

function blockStarts(lengths: TextLengths): Float64Array {
  const none = nullLength(lengths);
  const starts = new Float64Array((lengths.length >> BLOCK_BITS) + 1);
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) {
    if ((i & (BLOCK - 1)) === 0) starts[i >> BLOCK_BITS] = sum;
    const length = lengths[i] ?? none;
    if (length !== none) sum += length;
  }
  if ((lengths.length & (BLOCK - 1)) === 0) starts[lengths.length >> BLOCK_BITS] = sum;
  return starts;
}

export const nullLength = (lengths: TextLengths): number => (lengths instanceof Uint8Array ? 0xff : 0xffff_ffff);

export function packTexts<T extends string | null>(texts: readonly T[]): PackedTexts<T> {
  let [longest, total, isLatin1] = [0, 0, true];
  for (const text of texts) {
    if (text === null) continue;
    longest = Math.max(longest, text.length);
    total += text.length;
    isLatin1 &&= !NOT_LATIN1.test(text);
  }
  const encoding = isLatin1 ? 'latin1' : 'utf16le';
  const lengths = longest < 0xff ? new Uint8Array(texts.length) : new Uint32Array(texts.length);
  const none = nullLength(lengths);
  const characters = Buffer.alloc(total * (isLatin1 ? 1 : 2));
  let at = 0;
  texts.forEach((text, i) => {
    lengths[i] = text === null ? none : text.length;
    if (text !== null) at += characters.write(text, at, encoding);
  });
  return new PackedTexts<T>(encoding, lengths, new Uint8Array(characters.buffer, characters.byteOffset, at));
}

export const asPacked = <T extends string | null>(texts: Texts<T>): PackedTexts<T> =>
  texts instanceof PackedTexts ? texts : packTexts([...texts]);

/**
 * Any tree of typed arrays, lists of texts and numbers as a flat list of parts, and back. A part is what one checksum
 * covers: the bytes of one column, or one value where all are equal (most references of most events are −1).
 */
import { PackedTexts, packTexts, type TextEncoding } from './packed-texts.ts';

const ARRAYS = {
  Uint8Array,
  Int16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
} as const;
type ArrayName = keyof typeof ARRAYS;
type Column = Uint8Array | Int16Array | Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array;

export type PartHead = {
  readonly path: readonly string[];
  readonly array: ArrayName;
  readonly length: number;
  /** One value stands for all. */
  readonly isConstant: boolean;
  /** Of a list of texts: `array` holds their lengths, the next part their characters. */
  readonly texts?: { readonly encoding: TextEncoding; readonly isPacked: boolean };
};
export type Part = { readonly head: PartHead; readonly bytes: Uint8Array };
/** A number, or a tree that holds nothing. */
export type Scalar = {
  readonly path: readonly string[];
  readonly value: number | null | Readonly<Record<string, never>>;
};
export type Layout = { readonly parts: readonly Part[]; readonly scalars: readonly Scalar[] };

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
type Texts = readonly (string | null)[] | PackedTexts;
const isTexts = (value: unknown): value is Texts => Array.isArray(value) || value instanceof PackedTexts;
const arrayNameOf = (value: object): ArrayName | undefined =>
  Object.keys(ARRAYS).find((name): name is ArrayName => value instanceof ARRAYS[name as ArrayName]);

export function layOut(tree: Tree, path: readonly string[] = []): Layout {
  const parts: Part[] = [];
  const scalars: Scalar[] = [];
  for (const [name, value] of Object.entries(tree)) {
    const own = [...path, name];
    if (value === null || typeof value === 'number') scalars.push({ path: own, value });
    else if (isTexts(value)) parts.push(...textParts(own, value));
    else if (ArrayBuffer.isView(value)) parts.push(toPart(own, value as Column));
    else if (isTree(value) && Object.keys(value).length === 0) scalars.push({ path: own, value: {} });
    else if (isTree(value)) {
      const inner = layOut(value, own);
      parts.push(...inner.parts);
      scalars.push(...inner.scalars);
    } else throw new Error(`columns hold a ${typeof value} at ${own.join('.')}, which no file can`);
  }
  return { parts, scalars };
}

function textParts(path: readonly string[], texts: Texts): Part[] {
  const isPacked = texts instanceof PackedTexts;
  const { lengths, characters, encoding } = isPacked ? texts : packTexts(texts);
  const part = toPart(path, lengths);
  return [{ ...part, head: { ...part.head, texts: { encoding, isPacked } } }, toPart(path, characters)];
}

function toPart(path: readonly string[], column: Column): Part {
  const array = arrayNameOf(column);
  if (!array) throw new Error(`no file can hold the kind of column at ${path.join('.')}`);
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  const width = column.BYTES_PER_ELEMENT;
  // Every element equals the one before it.
  const isConstant =
    column.length > 1 && Buffer.compare(bytes.subarray(width), bytes.subarray(0, bytes.length - width)) === 0;
  return {
    head: { path, array, length: column.length, isConstant },
    bytes: isConstant ? bytes.subarray(0, width) : bytes,
  };
}

/** Room for the bytes of a part, which the caller fills. */
export function createPart(head: PartHead): { readonly column: Column; readonly bytes: Uint8Array } {
  const column = new ARRAYS[head.array](head.length);
  const size = head.isConstant ? column.BYTES_PER_ELEMENT : column.byteLength;
  return { column, bytes: new Uint8Array(column.buffer, 0, size) };
}

export type FilledPart = { readonly head: PartHead; readonly column: Column };

export function putTogether(parts: readonly FilledPart[], scalars: readonly Scalar[]): Tree {
  const tree: Record<string, unknown> = {};
  // Columns of nothing but the same value are one column.
  const constants = new Map<string, Column>();
  const whole = ({ head, column }: FilledPart): Column => {
    if (!head.isConstant) return column;
    const key = `${head.array} ${head.length} ${Object.is(column[0], -0) ? '-0' : column[0]}`;
    const known = constants.get(key) ?? repeatFirst(column);
    constants.set(key, known);
    return known;
  };
  for (const { path, value } of scalars) setAt(tree, path, value);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part) continue;
    const { head } = part;
    const column = whole(part);
    const characters = head.texts ? parts[++i] : undefined;
    setAt(tree, head.path, head.texts && characters ? toTexts(head.texts, column, whole(characters)) : column);
  }
  return tree;
}

function toTexts({ encoding, isPacked }: NonNullable<PartHead['texts']>, lengths: Column, characters: Column): Texts {
  if (!(lengths instanceof Uint8Array || lengths instanceof Uint32Array) || !(characters instanceof Uint8Array)) {
    throw new Error('texts are made of lengths and bytes');
  }
  const packed = new PackedTexts(encoding, lengths, characters);
  return isPacked ? packed : [...packed];
}

function repeatFirst(column: Column): Column {
  return column instanceof BigInt64Array ? column.fill(column[0] ?? 0n) : column.fill(column[0] ?? 0);
}

function setAt(tree: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const inner = (tree[name] ?? {}) as Record<string, unknown>;
  tree[name] = inner;
  setAt(inner, rest, value);
}

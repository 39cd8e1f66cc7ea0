/**
 * Field by field, the later version wins: the merge that makes the order of arrival irrelevant. A field is a value
 * with the version (`updatedAt`) of the row that set it; merging takes the greater by (version, canonical value), so it
 * is a maximum and therefore commutative, associative and idempotent. Every store merges with these functions.
 */
import { compareText } from './compare-text.ts';
import { compareDecimals, type Decimal } from './decimal.ts';

/** A TimePoint, or `NO_VERSION` for a row without `updatedAt`, which is earlier than any. */
export type Version = number;
export const NO_VERSION: Version = -1;

type Atom = string | number | boolean | null;
/** A list is a group that is merged as one value; `null` in it stands for a part the row did not carry. */
export type FieldValue = string | number | boolean | readonly Atom[];
export type Versioned = { readonly value: FieldValue; readonly version: Version };
/** By field name; attributes under `@name`, so that no column can take the place of a field of ours. */
export type Fields = ReadonlyMap<string, Versioned>;

export type FieldMerge = { readonly fields: Fields; readonly changed: boolean; readonly conflict: boolean };

export const NO_FIELDS: Fields = new Map();

/** Where decimals stand: they are text, but compared as numbers. */
const DECIMALS: Readonly<Record<string, readonly number[]>> = {
  discount: [0],
  amount: [0],
  balances: [0, 1],
  dealings: [1],
};

/** The order of canonical values: numbers, money and times as numbers, text in byte order, an absent part first. */
export function compareValues(name: string, a: FieldValue, b: FieldValue): number {
  const decimals = DECIMALS[name] ?? [];
  const x = toAtoms(a);
  const y = toAtoms(b);
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const order = compareAtoms(x[i] ?? null, y[i] ?? null, decimals.includes(i));
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

const toAtoms = (value: FieldValue): readonly Atom[] => (typeof value === 'object' ? value : [value]);

function compareAtoms(a: Atom, b: Atom, isDecimal: boolean): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  return isDecimal ? compareDecimals(a as Decimal, b as Decimal) : compareText(a, b);
}

/** Merges `theirs` into `ours`; a conflict is two different values of one version. */
export function mergeFields(ours: Fields, theirs: Fields): FieldMerge {
  let merged: Map<string, Versioned> | null = null;
  let conflict = false;
  for (const [name, candidate] of theirs) {
    const held = ours.get(name);
    const order = held === undefined ? 1 : compareVersioned(name, candidate, held);
    if (order !== 0 && held?.version === candidate.version) conflict = true;
    if (order > 0) {
      merged ??= new Map(ours);
      merged.set(name, candidate);
    }
  }
  return { fields: merged ?? ours, changed: merged !== null, conflict };
}

const compareVersioned = (name: string, a: Versioned, b: Versioned): number =>
  a.version - b.version || compareValues(name, a.value, b.value);

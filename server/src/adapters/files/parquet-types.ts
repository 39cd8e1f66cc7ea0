/** Parquet types whose values the reader's own conversion would change: exact decimals, days, single-precision floats. */
import type { SchemaElement } from 'hyparquet';

export type ColumnFix = { readonly name: string; readonly fix: (value: unknown) => unknown };

/** The columns of a row, without what is nested in them. */
export function topColumns(schema: readonly SchemaElement[]): readonly SchemaElement[] {
  const columns: SchemaElement[] = [];
  for (let i = 1; i < schema.length; i += span(schema, i)) {
    const element = schema[i];
    if (element) columns.push(element);
  }
  return columns;
}

/** How many elements of the flattened schema a subtree takes. */
function span(schema: readonly SchemaElement[], at: number): number {
  let size = 1;
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) size += span(schema, at + size);
  return size;
}

/** To be called with the schema as the file has it. */
export const columnFixes = (schema: readonly SchemaElement[]): readonly ColumnFix[] =>
  topColumns(schema).flatMap((element) => {
    const fix = fixOf(element);
    return fix ? [{ name: element.name, fix }] : [];
  });

function fixOf(element: SchemaElement): ColumnFix['fix'] | null {
  if (isDecimal(element)) {
    const scale = scaleOf(element);
    return (value) => toDecimalText(value, scale);
  }
  if (element.converted_type === 'DATE' || element.logical_type?.type === 'DATE') return toDay;
  return element.type === 'FLOAT' ? toShortest : null;
}

/**
 * The schema with its top decimals made plain integers and bytes, which the reader hands over as they are; its own
 * conversion multiplies by a power of ten in floating point, and 1999 hundredths become 19.990000000000002.
 */
export function withRawDecimals(schema: readonly SchemaElement[]): SchemaElement[] {
  const raw = new Set(topColumns(schema).filter(isDecimal));
  return schema.map((element) => {
    if (!raw.has(element)) return element;
    const { converted_type: _, logical_type: __, ...plain } = element;
    // Plain bytes of variable length would be read as text; those of a geometry go through the parser below.
    return element.type === 'BYTE_ARRAY' ? { ...plain, logical_type: { type: 'GEOMETRY' } } : plain;
  });
}
export const RAW_BYTES = { geometryFromBytes: (bytes: unknown) => bytes };

const isDecimal = (element: SchemaElement): boolean =>
  element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL';

function scaleOf({ scale, logical_type: logical }: SchemaElement): number {
  return scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
}

/** Unscaled, as the file has it: an integer, or its bytes, big-endian in two's complement. */
function toDecimalText(value: unknown, scale: number): unknown {
  if (typeof value !== 'number' && typeof value !== 'bigint' && !(value instanceof Uint8Array)) return value;
  const unscaled = value instanceof Uint8Array ? toInteger(value) : BigInt(value);
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = `${unscaled < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}`;
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

function toInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** A date column knows the day only; as an instant it would claim milliseconds. */
const toDay = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

/** The fewest digits that are this single-precision number: 0.1, not 0.10000000149011612. */
function toShortest(value: unknown): unknown {
  if (typeof value !== 'number' || !Number.isFinite(value)) return value;
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

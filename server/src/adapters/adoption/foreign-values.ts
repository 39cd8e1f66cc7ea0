/** Values of a foreign graph as those a file would hold: texts, numbers, lists and tables. */
import neo4j from 'neo4j-driver';
import type { Row } from '../files/object-rows.ts';

/** Whole seconds claim no more; digits beyond milliseconds are cut. */
const ofSecond = (nanosecond: number): string =>
  nanosecond === 0 ? '' : `.${String(nanosecond).padStart(9, '0').slice(0, 3)}`;

/** A zoned time as its instant, a local one as it stands, a point as a table of its coordinates. */
export function toPlainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlainValue);
  if (typeof value !== 'object' || value === null) return value;
  if (neo4j.isDateTime(value)) return value.toStandardDate();
  if (neo4j.isLocalDateTime(value)) {
    return `${value.toString().slice(0, 19)}${ofSecond(Number(value.nanosecond))}`;
  }
  if (neo4j.isPoint(value)) return { x: value.x, y: value.y, z: value.z, srid: value.srid };
  if (neo4j.isDate(value) || neo4j.isTime(value) || neo4j.isLocalTime(value)) return value.toString();
  // Of whole days the driver writes P1DT.
  if (neo4j.isDuration(value)) return value.toString().replace(/T$/, '');
  return value;
}

type Naming = { readonly prefix: string; readonly trim: boolean };

/** Properties under their own names, after `prefix`; fields have no prototype a property could be named like a part of. */
export function addProperties(fields: Record<string, unknown>, properties: unknown, { prefix, trim }: Naming): void {
  for (const [name, value] of Object.entries(properties as Row)) {
    const plain = toPlainValue(value);
    fields[prefix + name] = trim && typeof plain === 'string' ? plain.trim() : plain;
  }
}

/**
 * Merged fields to and from properties. A single field is a property of its name; a group is one property for each of
 * its parts; an attribute stands under `@name`. `updatedAt` is the row's version, `versions` (JSON) names the fields
 * that another row set.
 */
import { type Fields, type FieldValue, NO_VERSION, type Version, type Versioned } from '../../domain/merge-fields.ts';
import type { Merged } from '../../domain/merge-record.ts';
import { toInteger } from './connection.ts';

export type Properties = Readonly<Record<string, unknown>>;

type Part = { readonly property: string; readonly isInteger: boolean };
/** Where each field of a kind of record stands. */
export type Layout = readonly { readonly field: string; readonly isGroup: boolean; readonly parts: readonly Part[] }[];

const part = (name: string): Part =>
  name.endsWith('#') ? { property: name.slice(0, -1), isInteger: true } : { property: name, isInteger: false };

/** `name#` is a whole number; a group is told with its parts. */
export const layoutOf = (...fields: readonly (string | readonly [string, ...string[]])[]): Layout =>
  fields.map((field) =>
    typeof field === 'string'
      ? { field: part(field).property, isGroup: false, parts: [part(field)] }
      : { field: field[0], isGroup: true, parts: field.slice(1).map(part) },
  );

/** Every property of the layout, null where there is nothing, so that writing them over older ones is right. */
export function toProperties(layout: Layout, { fields, updatedAt }: Merged): Record<string, unknown> {
  const properties: Record<string, unknown> = Object.create(null);
  for (const { field, isGroup, parts } of layout) {
    const value = fields.get(field)?.value;
    parts.forEach(({ property, isInteger }, position) => {
      const atom = isGroup ? (typeof value === 'object' ? value[position] : null) : value;
      properties[property] = isInteger ? toInteger(atom as number | null | undefined) : (atom ?? null);
    });
  }
  for (const [name, { value }] of fields) if (name.startsWith('@')) properties[name] = value;
  properties['updatedAt'] = updatedAt === NO_VERSION ? null : toInteger(updatedAt);
  properties['versions'] = versionsText(fields, updatedAt);
  return properties;
}

function versionsText(fields: Fields, updatedAt: Version): string | null {
  const others: [string, Version][] = [];
  for (const [name, { version }] of fields) if (version !== updatedAt) others.push([name, version]);
  return others.length === 0 ? null : JSON.stringify(Object.fromEntries(others));
}

export function readMerged(layout: Layout, properties: Properties): Merged {
  const updatedAt = numberOf(properties['updatedAt']) ?? NO_VERSION;
  const versionOf = readVersions(properties);
  const fields = new Map<string, Versioned>();
  const add = (name: string, value: FieldValue): void => {
    fields.set(name, { value, version: versionOf(name) });
  };
  for (const { field, isGroup, parts } of layout) {
    const atoms = parts.map(({ property }) => (properties[property] ?? null) as string | number | boolean | null);
    const [single] = atoms;
    if (isGroup) {
      if (atoms.some((atom) => atom !== null)) add(field, atoms);
    } else if (single !== null && single !== undefined) add(field, single);
  }
  for (const name in properties) if (name.startsWith('@')) add(name, String(properties[name]));
  return { updatedAt, fields };
}

/** The version of each field: of the row, unless another row set it. */
export function readVersions(properties: Properties): (name: string) => Version {
  const updatedAt = numberOf(properties['updatedAt']) ?? NO_VERSION;
  const text = properties['versions'];
  if (typeof text !== 'string') return () => updatedAt;
  const others = parseVersions(text);
  return (name) => (Object.hasOwn(others, name) ? (others[name] ?? updatedAt) : updatedAt);
}
const parseVersions = (text: string): Readonly<Record<string, Version>> => JSON.parse(text);

export const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export function attributesOf(properties: Properties): Record<string, string> {
  const entries: [string, string][] = [];
  for (const name in properties) if (name.startsWith('@')) entries.push([name.slice(1), String(properties[name])]);
  return Object.fromEntries(entries);
}

/** For a new thing: what is not there need not travel. */
export function withoutNulls(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = Object.create(null);
  for (const name in properties) if (properties[name] !== null) kept[name] = properties[name];
  return kept;
}

/** The value a merged record holds under a name, or null. */
export const fieldOf = (fields: Fields, name: string): FieldValue | null => fields.get(name)?.value ?? null;
export const timeOf = (fields: Fields, name: string): number | null => numberOf(fieldOf(fields, name));

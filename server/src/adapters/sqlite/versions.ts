/**
 * How versions and attributes are kept in a row: one `updated_at` for the whole row, and `versions` only for the fields
 * that another row set; attributes as one JSON object.
 */
import { type Fields, type FieldValue, NO_VERSION, type Version, type Versioned } from '../../domain/merge-fields.ts';
import type { Merged } from '../../domain/merge-record.ts';
import type { SqlValue } from './sql.ts';

export const toUpdatedAt = (version: Version): SqlValue => (version === NO_VERSION ? null : version);
export const parseUpdatedAt = (value: SqlValue | undefined): Version =>
  value === null || value === undefined ? NO_VERSION : Number(value);

export function versionsText({ fields, updatedAt }: Merged): string | null {
  let others: Record<string, Version> | null = null;
  for (const [name, { version }] of fields) {
    if (version === updatedAt) continue;
    others ??= Object.create(null) as Record<string, Version>;
    others[name] = version;
  }
  return others && JSON.stringify(others);
}

export function attributesText(fields: Fields): string | null {
  let attributes: [string, FieldValue][] | null = null;
  for (const [name, { value }] of fields) {
    if (!name.startsWith('@')) continue;
    attributes ??= [];
    attributes.push([name.slice(1), value]);
  }
  return attributes && JSON.stringify(Object.fromEntries(attributes));
}

/** Collects a row's fields, each with its version. */
export class FieldReader {
  readonly fields = new Map<string, Versioned>();
  readonly updatedAt: Version;
  readonly #others: Readonly<Record<string, Version>> | null;

  constructor(updatedAt: SqlValue | undefined, versions: SqlValue | undefined) {
    this.updatedAt = parseUpdatedAt(updatedAt);
    this.#others = typeof versions === 'string' ? parseVersions(versions) : null;
  }

  add(name: string, value: SqlValue | boolean | FieldValue | undefined): void {
    if (value === null || value === undefined) return;
    const field = typeof value === 'bigint' ? Number(value) : value;
    this.fields.set(name, { value: field, version: this.versionOf(name) });
  }

  addAttributes(text: SqlValue | undefined): void {
    if (typeof text !== 'string') return;
    for (const [name, value] of Object.entries(parseAttributes(text))) this.add(`@${name}`, value);
  }

  versionOf(name: string): Version {
    const other = this.#others && Object.hasOwn(this.#others, name) ? this.#others[name] : undefined;
    return other ?? this.updatedAt;
  }

  merged(): Merged {
    return { updatedAt: this.updatedAt, fields: this.fields };
  }
}

const parseVersions = (text: string): Readonly<Record<string, Version>> => JSON.parse(text);
export const parseAttributes = (text: string): Readonly<Record<string, string>> => JSON.parse(text);

/** The value a merged record holds under a name, or null. */
export const fieldValue = (fields: Fields, name: string): FieldValue | null => fields.get(name)?.value ?? null;
/** A single value as a column. */
export function columnOf(fields: Fields, name: string): SqlValue {
  const value = fields.get(name)?.value;
  if (value === undefined || typeof value === 'object') return null;
  return typeof value === 'boolean' ? Number(value) : value;
}
/** One part of a group as a column. */
export function partOf(fields: Fields, name: string, part: number): SqlValue {
  const value = fields.get(name)?.value;
  const atom = typeof value === 'object' ? value[part] : null;
  return typeof atom === 'boolean' ? Number(atom) : (atom ?? null);
}

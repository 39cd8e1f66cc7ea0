/**
 * One value of a mapping template, compiled: where it comes from, then date or decimal, then normalise, translate and
 * prefix, in this order. A value that does not fit leaves its problem in the row and answers the raw text.
 */

import { createDateParser, type DateParser } from './date-format.ts';
import { toPlainDecimal } from './decimal-text.ts';
import { type ForeignRow, type Lookup, lookupColumn, lookupName, lookupPath, textOf } from './foreign-row.ts';
import { HashIds } from './hash-id.ts';
import { createNormaliser } from './normalise.ts';
import type { FullValue, ValueSpec } from './template-grammar.ts';
import { ZoneTime } from './zone-time.ts';

export type FieldValue = (row: ForeignRow) => string;
type Step = (row: ForeignRow, text: string) => string;

/** What the values of one file share. */
export type ValueContext = {
  /** Null where columns are not known before reading: JSON. */
  readonly columns: readonly string[] | null;
  readonly zone: string | undefined;
  readonly region: string;
  readonly hashKey: string | null;
  /** One numbering a set of hashed columns, so that two templates give one row one id. */
  readonly hashes: Map<string, FieldValue>;
  /** Throws for a column the file does not have. */
  readonly assertColumn: (name: string) => void;
};

export function compileValue(spec: ValueSpec, context: ValueContext): FieldValue {
  const full: FullValue = spec;
  const source = compileSource(full, context);
  const steps = compileSteps(full, context);
  if (steps.length === 0) return source;
  return (row) => {
    let text = source(row);
    for (const step of steps) {
      if (text === '' || row.problem !== null) break;
      text = step(row, text);
    }
    return text;
  };
}

function compileSource(spec: FullValue, context: ValueContext): FieldValue {
  if (spec.column !== undefined) return fromLookup(columnOf(spec.column, context));
  if (spec.path !== undefined) return fromLookup(lookupPath(spec.path));
  if (spec.firstOf !== undefined) return compileFirstOf(spec.firstOf, context);
  if (spec.template !== undefined) return compileTemplate(spec.template, context);
  if (spec.hash !== undefined) return compileHash(spec.hash, context);
  const fixed = spec.value ?? '';
  return () => fixed;
}

function columnOf(name: string, context: ValueContext): Lookup {
  context.assertColumn(name);
  return lookupColumn(name);
}

const fromLookup =
  (lookup: Lookup): FieldValue =>
  (row) =>
    textOf(row, lookup(row));

/** The first that is not empty. */
function compileFirstOf(names: readonly string[], context: ValueContext): FieldValue {
  const values = names.map((name) => fromLookup(nameOf(name, context)));
  return (row) => {
    for (const value of values) {
      const text = value(row);
      if (text !== '') return text;
    }
    return '';
  };
}

/** `{name}` is replaced by a column or path; where one of them is empty, so is the whole. */
function compileTemplate(template: string, context: ValueContext): FieldValue {
  const parts = template.split(/\{([^{}]+)\}/);
  const values = parts.map((part, i) => (i % 2 === 0 ? () => part : fromLookup(nameOf(part, context))));
  return (row) => {
    let text = '';
    for (const [i, value] of values.entries()) {
      const piece = value(row);
      if (piece === '' && i % 2 === 1) return '';
      text += piece;
    }
    return text;
  };
}

function nameOf(name: string, context: ValueContext): Lookup {
  const isElement = name === 'position' || /^each(?:$|[.[])/.test(name);
  if (context.columns !== null && !isElement) context.assertColumn(name);
  return lookupName(name, context.columns);
}

function compileHash(hash: 'all' | readonly string[], context: ValueContext): FieldValue {
  const key = JSON.stringify(hash);
  const known = context.hashes.get(key);
  if (known !== undefined) return known;
  const ids = new HashIds();
  const lookups = hash === 'all' ? null : hash.map((name) => nameOf(name, context));
  let line = -1;
  let position = -1;
  let id = '';
  const value: FieldValue = (row) => {
    if (row.line === line && row.position === position) return id;
    ({ line, position } = row);
    id = ids.next(lookups === null ? allTexts(row) : lookups.map((lookup) => textOf(row, lookup(row))));
    return id;
  };
  context.hashes.set(key, value);
  return value;
}

const allTexts = (row: ForeignRow): readonly string[] =>
  Object.entries(row.fields).flatMap(([name, value]) => [name, JSON.stringify(value) ?? '']);

function compileSteps(spec: FullValue, context: ValueContext): readonly Step[] {
  const steps: Step[] = [];
  if (spec.date !== undefined) steps.push(dateStep(spec.date, context));
  if (spec.decimal !== undefined) {
    const { decimal } = spec;
    steps.push((row, text) => toPlainDecimal(text, decimal) ?? problem(row, text, 'an amount as the mapping says'));
  }
  if (spec.normalise !== undefined) steps.push(normaliseStep(spec, spec.normalise, context));
  if (spec.translate !== undefined) steps.push(translateStep(spec.translate, spec.otherwise));
  const { prefix } = spec;
  if (prefix !== undefined) steps.push((_row, text) => prefix + text);
  return steps;
}

function problem(row: ForeignRow, text: string, expected: string): string {
  row.problem = expected;
  return text;
}

function dateStep(spec: NonNullable<FullValue['date']>, context: ValueContext): Step {
  const name = spec.zone ?? context.zone;
  const zone = name === undefined ? null : new ZoneTime(name);
  const formats = typeof spec.format === 'string' ? [spec.format] : spec.format;
  const parsers: readonly DateParser[] = formats.map((format) => createDateParser(format, zone));
  const expected = `a date as ${formats.join(' or ')}${name === undefined ? '' : ` that exists in ${name}`}`;
  return (row, text) => {
    const trimmed = text.trim();
    for (const parse of parsers) {
      const iso = parse(trimmed);
      if (iso !== null) return iso;
    }
    return problem(row, text, expected);
  };
}

function normaliseStep(spec: FullValue, names: NonNullable<FullValue['normalise']>, context: ValueContext): Step {
  const normalise = createNormaliser(names, context.hashKey);
  const { region } = spec;
  const regionOf: FieldValue =
    typeof region === 'object' ? fromLookup(columnOf(region.column, context)) : () => region ?? context.region;
  return (row, text) => {
    const normalised = normalise(text, regionOf(row));
    return 'text' in normalised ? normalised.text : problem(row, text, normalised.expected);
  };
}

function translateStep(table: Readonly<Record<string, string | null>>, otherwise: string | null | undefined): Step {
  const known = new Map(Object.entries(table));
  const expected = `one of ${[...known.keys()].join(', ')}, which the mapping translates`;
  return (row, text) => {
    const value = known.has(text) ? known.get(text) : otherwise;
    // null = leave the field absent.
    return value === undefined ? problem(row, text, expected) : (value ?? '');
  };
}

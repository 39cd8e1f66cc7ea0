/**
 * The mapping file (YAML or JSON): how a foreign export becomes entities, links and events. This file is its grammar;
 * README.md beside it explains it with examples.
 */
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fileFailure, toFileFailure } from '../file-failure.ts';
import { RECORD_FIELDS } from '../record-fields.ts';

const plain = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const NORMALISERS = ['trim', 'lowercase', 'email', 'phone', 'address', 'keyedHash'] as const;
const SOURCES = ['column', 'path', 'firstOf', 'value', 'template', 'hash'] as const;

const dateSpec = z.strictObject({
  /** Pattern such as dd/MM/yyyy HH:mm, or iso, epochSeconds, epochMilliseconds, excelSerial. Tried in order. */
  format: z.union([z.string(), z.array(z.string()).min(1)]).default('iso'),
  zone: z.string().optional(),
});
const decimalSpec = z.strictObject({
  comma: z.boolean().default(false),
  grouping: z.boolean().default(false),
  parentheses: z.boolean().default(false),
  /** A currency sign or code before or after the number. */
  symbol: z.string().min(1).optional(),
  minorUnits: z.number().int().min(0).max(6).default(0),
});
const regionSpec = z.union([
  z.string().regex(/^[A-Z]{2}$/, 'must be two capitals'),
  z.strictObject({ column: z.string() }),
]);

const fullValue = z
  .strictObject({
    column: z.string().optional(),
    path: z.string().optional(),
    firstOf: z.array(z.string()).min(2).optional(),
    value: plain.optional(),
    template: z.string().optional(),
    hash: z.union([z.literal('all'), z.array(z.string()).min(1)]).optional(),
    date: z.union([z.string().transform((format) => ({ format, zone: undefined })), dateSpec]).optional(),
    decimal: decimalSpec.optional(),
    normalise: z.union([z.enum(NORMALISERS).transform((one) => [one]), z.array(z.enum(NORMALISERS))]).optional(),
    region: regionSpec.optional(),
    translate: z.record(z.string(), plain.nullable()).optional(),
    otherwise: plain.nullable().optional(),
    prefix: z.string().optional(),
  })
  .refine((spec) => SOURCES.filter((source) => spec[source] !== undefined).length === 1, {
    message: `needs exactly one of ${SOURCES.join(', ')}`,
  });
/** A bare text names a column. */
const valueSpec = z.union([z.string().transform((column) => ({ column })), fullValue]);
/** A bare text is the kind or type itself. */
const nameSpec = z.union([z.string().transform((value) => ({ value })), fullValue]);

const condition = z
  .strictObject({
    column: z.string().optional(),
    path: z.string().optional(),
    is: plain.optional(),
    in: z.array(plain).optional(),
    not: z.union([plain.transform((one) => [one]), z.array(plain)]).optional(),
    present: z.boolean().optional(),
    startsWith: z.string().optional(),
  })
  .refine((spec) => (spec.column === undefined) !== (spec.path === undefined), { message: 'needs a column or a path' });
const when = z.union([condition.transform((one) => [one]), z.array(condition)]).default([]);
const each = z.union([
  z.string().transform((path) => ({ path, split: undefined })),
  z
    .strictObject({ column: z.string(), split: z.string().min(1) })
    .transform(({ column, split }) => ({ path: column, split })),
]);
const attributes = z
  .union([
    z.array(z.string()).transform((names) => Object.fromEntries(names.map((n) => [n, { column: n }]))),
    z.record(z.string(), valueSpec),
  ])
  .default({});

const end = z.strictObject({ kind: nameSpec, id: valueSpec });
const shared = { when, each: each.optional(), attributes };

function optionalFields<T extends string>(fields: readonly T[], left: readonly string[]) {
  const kept = fields.filter((field) => !left.includes(field));
  return Object.fromEntries(kept.map((field) => [field, valueSpec.optional()]));
}

const ENDS = ['fromKind', 'fromId', 'toKind', 'toId'];
const entityTemplate = z.strictObject({
  ...optionalFields(RECORD_FIELDS.entities, ['kind']),
  ...shared,
  kind: nameSpec,
  id: valueSpec,
});
const linkTemplate = z.strictObject({
  ...optionalFields(RECORD_FIELDS.links, ['type', ...ENDS]),
  ...shared,
  type: nameSpec,
  from: end,
  to: end,
});
const eventFields = optionalFields(RECORD_FIELDS.events, ['type', ...ENDS]);
const negative = z.strictObject({ ...eventFields, as: z.string(), from: end.optional(), to: end.optional() });
const eventTemplate = z.strictObject({
  ...eventFields,
  ...shared,
  type: nameSpec,
  id: valueSpec,
  from: end,
  to: end,
  negative: negative.optional(),
});

const fileSpec = z.strictObject({
  match: z.string().min(1),
  format: z.enum(['csv', 'ndjson', 'json', 'parquet', 'xlsx']).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.union([z.string().length(1), z.literal(false)]).default('"'),
  encoding: z.string().optional(),
  trim: z.boolean().default(false),
  headerRow: z.number().int().min(1).default(1),
  skipRows: z.number().int().min(0).default(0),
  columns: z.array(z.string()).optional(),
  sheet: z.string().optional(),
  rows: z.string().optional(),
  when,
  ignore: z.array(z.string()).default([]),
  entities: z.array(entityTemplate).default([]),
  links: z.array(linkTemplate).default([]),
  events: z.array(eventTemplate).default([]),
});

const mappingFile = z.strictObject({
  zone: z.string().optional(),
  region: z.string().optional(),
  files: z.array(fileSpec).min(1),
});

export type ValueSpec = z.output<typeof fullValue> | { readonly column: string } | { readonly value: string };
export type FullValue = z.output<typeof fullValue>;
export type Condition = z.output<typeof condition>;
export type EachSpec = z.output<typeof each>;
export type EndSpec = z.output<typeof end>;
export type NegativeSpec = z.output<typeof negative>;
export type FileSpec = z.output<typeof fileSpec>;
export type MappingFile = z.output<typeof mappingFile>;
export type Normaliser = (typeof NORMALISERS)[number];
export type DecimalSpec = z.output<typeof decimalSpec>;

/** An entry with every default filled in. */
export const parseFileSpec = (entry: { readonly match: string; readonly delimiter?: string }): FileSpec =>
  fileSpec.parse(entry);

export async function readMappingFile(path: string): Promise<MappingFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw toFileFailure(path, error) ?? error;
  }
  const document = parseDocument(text, { prettyErrors: true, merge: true });
  const [mistake] = document.errors;
  if (mistake) {
    const line = mistake.linePos?.[0].line;
    const sentence = `the mapping is not valid YAML: ${mistake.message.split(/ at line|\n/)[0] ?? ''}`;
    throw fileFailure(line === undefined ? { file: path } : { file: path, line }, sentence);
  }
  const parsed = mappingFile.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw fileFailure({ file: path }, `the mapping does not fit: ${describeIssue(parsed.error.issues[0])}`);
}

type Issue = z.core.$ZodIssue;

/** The deepest first: of a value that may be a text or a table, the table's own mistake is what the reader meant. */
function describeIssue(issue: Issue | undefined): string {
  if (issue === undefined) return 'unknown mistake';
  const at = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const place = at === '' ? 'the file' : at.slice(1);
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.map((issues) => issues[0]).filter((one) => one !== undefined && one.path.length > 0);
    const inner = nested[0] ?? issue.errors.flat().find((one) => one.code !== 'invalid_type') ?? issue.errors[0]?.[0];
    return inner === undefined
      ? `${place}: ${issue.message}`
      : describeIssue({ ...inner, path: [...issue.path, ...inner.path] });
  }
  if (issue.code === 'unrecognized_keys') return `${place}: there is no setting ${issue.keys.join(', ')}`;
  return `${place}: ${issue.message}`;
}

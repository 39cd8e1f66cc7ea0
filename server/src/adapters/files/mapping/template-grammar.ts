/**
 * The grammar of templates: how one foreign row becomes entities, links and events. Shared by mapping files of exports
 * and by maps of foreign graphs; README.md in the folder above explains it with examples.
 */
import { z } from 'zod';
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
export const when = z.union([condition.transform((one) => [one]), z.array(condition)]).default([]);
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
export const entityTemplate = z.strictObject({
  ...optionalFields(RECORD_FIELDS.entities, ['kind']),
  ...shared,
  kind: nameSpec,
  id: valueSpec,
});
export const linkTemplate = z.strictObject({
  ...optionalFields(RECORD_FIELDS.links, ['type', ...ENDS]),
  ...shared,
  type: nameSpec,
  from: end,
  to: end,
});
const eventFields = optionalFields(RECORD_FIELDS.events, ['type', ...ENDS]);
const negative = z.strictObject({ ...eventFields, as: z.string(), from: end.optional(), to: end.optional() });
export const eventTemplate = z.strictObject({
  ...eventFields,
  ...shared,
  type: nameSpec,
  id: valueSpec,
  from: end,
  to: end,
  negative: negative.optional(),
});

export type ValueSpec = z.output<typeof fullValue> | { readonly column: string } | { readonly value: string };
export type FullValue = z.output<typeof fullValue>;
export type Condition = z.output<typeof condition>;
export type EachSpec = z.output<typeof each>;
export type EndSpec = z.output<typeof end>;
export type NegativeSpec = z.output<typeof negative>;
export type Normaliser = (typeof NORMALISERS)[number];
export type DecimalSpec = z.output<typeof decimalSpec>;
export type EntityTemplate = z.output<typeof entityTemplate>;
export type LinkTemplate = z.output<typeof linkTemplate>;
export type EventTemplate = z.output<typeof eventTemplate>;
/** What makes records of a row, wherever the row comes from. */
export type TemplateSet = {
  readonly when: readonly Condition[];
  readonly entities: readonly EntityTemplate[];
  readonly links: readonly LinkTemplate[];
  readonly events: readonly EventTemplate[];
};

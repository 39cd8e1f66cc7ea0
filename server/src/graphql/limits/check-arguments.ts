/**
 * Every argument of an operation, with its variables filled in, before any resolver runs: numbers in their range,
 * lists within their length, texts clean, times in order. The refusal names the field and the argument.
 */
import { type DocumentNode, type GraphQLError, type GraphQLSchema, getArgumentValues } from 'graphql';
import { refuse } from '../errors.ts';
import { DATE_TIME_SHAPE } from '../shared/scalars.ts';
import { type ArgumentSite, argumentSites } from './argument-sites.ts';
import { LIMITS } from './bounds.ts';
import { checkCursors } from './check-cursors.ts';
import { checkText, invalid } from './check-text.ts';

export type ArgumentValues = Readonly<Record<string, unknown>>;
export type OperationArguments = {
  readonly document: DocumentNode;
  readonly variables: ArgumentValues;
};

/** Whole numbers by argument name: the least and the most. */
export const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  first: [1, 100],
  last: [1, 100],
  limit: [1, 1_000],
  depth: [1, 3],
  maxLength: [1, 8],
  count: [1, 10],
  maxHops: [1, 6],
  buckets: [1, 500],
};

export function checkArguments(schema: GraphQLSchema, operation: OperationArguments): GraphQLError | null {
  for (const site of argumentSites(schema, operation.document)) {
    const values: ArgumentValues = getArgumentValues(site.definition, site.node, operation.variables);
    const problem = checkSite(site, values);
    if (problem) return problem;
  }
  return null;
}

function checkSite(site: ArgumentSite, values: ArgumentValues): GraphQLError | null {
  const { field } = site;
  for (const [name, value] of Object.entries(values)) {
    const problem = checkValue(value, { name, path: `${field}.${name}` });
    if (problem) return problem;
  }
  return (
    checkReferences(field, values) ??
    checkTimes(field, values) ??
    checkPaging(field, values) ??
    checkCursors(site, values)
  );
}

type Place = { readonly name: string; readonly path: string };

function checkValue(value: unknown, place: Place): GraphQLError | null {
  if (typeof value === 'string') return checkText(value, place);
  if (typeof value === 'number') return checkNumber(value, place);
  if (Array.isArray(value)) return checkList(value, place);
  if (value === null || typeof value !== 'object') return null;
  for (const [name, inner] of Object.entries(value)) {
    const problem = checkValue(inner, { name, path: `${place.path}.${name}` });
    if (problem) return problem;
  }
  return null;
}

function checkNumber(value: number, { name, path }: Place): GraphQLError | null {
  // What the scalar could not read: see DateTime.
  if (Number.isNaN(value)) return invalid(path, DATE_TIME_SHAPE);
  const [least, most] = RANGES[name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (value >= least && value <= most) return null;
  return refuse('LIMIT_EXCEEDED', `The argument ${path} is ${value}; it must be from ${least} to ${most}.`, path);
}

function checkList(values: readonly unknown[], { name, path }: Place): GraphQLError | null {
  if (values.length > LIMITS.listItems) return tooMany(path, values.length);
  for (const [i, value] of values.entries()) {
    const problem = checkValue(value, { name, path: `${path}[${i}]` });
    if (problem) return problem;
  }
  return null;
}

const tooMany = (path: string, count: number): GraphQLError =>
  refuse('LIMIT_EXCEEDED', `The argument ${path} has ${count} entries; the limit is ${LIMITS.listItems}.`, path);

/** References of all forms count together. */
function checkReferences(field: string, { refs, orderIds, ids }: ArgumentValues): GraphQLError | null {
  const count = [refs, orderIds, ids].reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  return count > LIMITS.listItems ? tooMany(`${field}.refs (with orderIds and ids)`, count) : null;
}

function checkTimes(field: string, { from, to }: ArgumentValues): GraphQLError | null {
  if (typeof from !== 'number' || typeof to !== 'number' || from <= to) return null;
  return refuse('INVALID_ARGUMENT', `The argument ${field}.from is later than ${field}.to.`, `${field}.from`);
}

function checkPaging(field: string, { first, after, last, before }: ArgumentValues): GraphQLError | null {
  const hasLast = last != null;
  if (hasLast && first != null) return clash(`${field}.last`, 'first');
  if (hasLast && after != null) return clash(`${field}.last`, 'after');
  if (before != null && !hasLast) {
    return refuse('INVALID_ARGUMENT', `The argument ${field}.before needs ${field}.last.`, `${field}.before`);
  }
  return null;
}

const clash = (path: string, other: string): GraphQLError =>
  refuse('INVALID_ARGUMENT', `The argument ${path} cannot be combined with ${other}.`, path);

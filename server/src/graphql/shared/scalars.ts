/** The two custom scalars: a time with its precision, and an exact decimal. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { type Decimal, parseDecimal } from '../../domain/decimal.ts';
import { formatTimePoint, parseTimePoint, type TimePoint } from '../../domain/time-point.ts';

const invalid = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'INVALID_ARGUMENT' } });

function parseTime(value: unknown): TimePoint {
  const time = typeof value === 'string' ? parseTimePoint(value) : null;
  if (time === null) throw invalid('A DateTime is ISO 8601, such as 2026-03-01T09:30:00Z or 2026-03-01.');
  return time;
}

function parseAmount(value: unknown): Decimal {
  const amount = typeof value === 'string' ? parseDecimal(value) : null;
  if (amount === null) throw invalid('A Decimal is a string of digits with at most one point, such as "12.50".');
  return amount;
}

/** A picture repeats its times on many links, and writing one out costs more than looking it up. */
const texts = new Map<TimePoint, string>();
const MOST_TEXTS = 10_000;

function toText(time: TimePoint): string {
  const known = texts.get(time);
  if (known !== undefined) return known;
  if (texts.size >= MOST_TEXTS) texts.clear();
  const text = formatTimePoint(time);
  texts.set(time, text);
  return text;
}

export const DateTime = new GraphQLScalarType<TimePoint, string>({
  name: 'DateTime',
  description: 'ISO 8601, UTC, with as many digits as the time is known to.',
  serialize: (value) => toText(value as TimePoint),
  parseValue: parseTime,
  parseLiteral: (node) => parseTime(node.kind === Kind.STRING ? node.value : undefined),
});

export const DecimalScalar = new GraphQLScalarType<Decimal, string>({
  name: 'Decimal',
  description: 'An exact decimal in major units, as a string.',
  serialize: String,
  parseValue: parseAmount,
  parseLiteral: (node) => parseAmount(node.kind === Kind.STRING ? node.value : undefined),
});

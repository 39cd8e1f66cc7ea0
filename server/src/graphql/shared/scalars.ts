/** The two custom scalars: a time with its precision, and an exact decimal. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { type Decimal, parseDecimal } from '../../domain/decimal.ts';
import { formatTimePoint, parseTimePoint, type TimePoint } from '../../domain/time-point.ts';

const invalid = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'INVALID_ARGUMENT' } });

/** What is said of an argument that holds no time. */
export const DATE_TIME_SHAPE = 'is no DateTime: write ISO 8601, such as 2026-03-01T09:30:00Z or 2026-03-01';

/** A scalar is not told which argument it reads: what is no time becomes NaN, and the limits refuse that by name. */
function parseTime(value: unknown): TimePoint {
  return (typeof value === 'string' ? parseTimePoint(value) : null) ?? (Number.NaN as TimePoint);
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

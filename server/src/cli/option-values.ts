/** Values of options, refused by name with what was expected. */
import { InvalidArgumentError } from 'commander';
import { ROLES, type Role } from '../domain/principal.ts';
import { SEVERITIES, type Severity } from '../domain/ring.ts';
import { parseTimePoint, type TimePoint } from '../domain/time-point.ts';

export function parseTime(text: string): TimePoint {
  const time = parseTimePoint(text);
  if (time === null) throw new InvalidArgumentError('Expected a date or time like 2026-03-01 or 2026-03-01T09:30:00Z.');
  return time;
}

export const parseWhole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };

export function parseDays(text: string): number {
  const days = /^(\d{1,5})d?$/.exec(text)?.[1];
  if (days === undefined || Number(days) === 0) throw new InvalidArgumentError('Expected a number of days like 90d.');
  return Number(days);
}

export function parseSeverity(text: string): Severity {
  const severity = SEVERITIES.find((name) => name === text.toUpperCase());
  if (severity === undefined) throw new InvalidArgumentError(`Expected one of ${SEVERITIES.join(', ')}.`);
  return severity;
}

export function parseRole(text: string): Role {
  const role = ROLES.find((name) => name === text);
  if (role === undefined) throw new InvalidArgumentError(`Expected one of ${ROLES.join(', ')}.`);
  return role;
}

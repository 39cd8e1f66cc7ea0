/** JSON with sorted names and no spaces: equal values give equal bytes, so a hash of it is a hash of the value. */
import { compareText } from '../domain/compare-text.ts';

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => compareText(a, b)).map(([name, field]) => [name, sorted(field)]),
  );
}

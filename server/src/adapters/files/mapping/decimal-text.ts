/** Foreign amounts → plain decimals with a point, with a leading minus where they are negative. */
import type { DecimalSpec } from './template-grammar.ts';

/** Null where the text is no number of that form. */
export function toPlainDecimal(text: string, spec: DecimalSpec): string | null {
  let rest = spec.symbol === undefined ? text.trim() : text.replace(spec.symbol, '').trim();
  let isNegative = false;
  if (spec.parentheses && /^\(.+\)$/.test(rest)) {
    isNegative = true;
    rest = rest.slice(1, -1);
  }
  if (/^[-\u2212]/.test(rest)) {
    isNegative = true;
    rest = rest.slice(1);
  } else if (rest.startsWith('+')) rest = rest.slice(1);
  if (spec.comma) rest = withoutGroups(rest, /[.\s'’]/g).replace(',', '.');
  else if (spec.grouping) rest = withoutGroups(rest, /[,\s'’]/g);
  if (!/^\d+(?:\.\d+)?$/.test(rest)) return null;
  const shifted = spec.minorUnits === 0 ? rest : fromMinorUnits(rest, spec.minorUnits);
  if (shifted === null) return null;
  return isNegative && /[1-9]/.test(shifted) ? `-${shifted}` : shifted;
}

/** Group marks must part threes: 1.234,56 but not 1.2,3 – that would be another form of number. */
function withoutGroups(text: string, mark: RegExp): string {
  const point = text.search(mark.source.includes('.') ? /,\d*$/ : /\.\d*$/);
  const whole = point < 0 ? text : text.slice(0, point);
  const groups = whole.split(mark);
  if (groups.slice(1).some((group) => !/^\d{2,3}$/.test(group))) return '';
  return groups.join('') + (point < 0 ? '' : text.slice(point));
}

function fromMinorUnits(text: string, digits: number): string | null {
  if (text.includes('.')) return null;
  const padded = text.padStart(digits + 1, '0');
  return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

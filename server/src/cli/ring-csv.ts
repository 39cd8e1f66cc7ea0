/** Rings as CSV (RFC 4180), one member a row. */
import type { Money } from '../domain/decimal.ts';
import type { Ring, RingMember } from '../domain/ring.ts';

const COLUMNS = [
  'ring',
  'score',
  'severity',
  'status',
  'typologies',
  'kind',
  'id',
  'role',
  'confidence',
  'reason',
].concat(['orders', 'refundRate', 'chargebackRate', 'stillStoppable', 'enforcements', 'summary']);
export const ringCsvHeader = `${COLUMNS.join(',')}\r\n`;

export const toRingCsv = (ring: Ring): string => ring.members.map((member) => toLine(toCells(ring, member))).join('');

function toCells(ring: Ring, member: RingMember): readonly unknown[] {
  const { standing } = member;
  return [
    ring.id,
    ring.score,
    ring.severity,
    ring.status,
    ring.typologies.map(({ code }) => code).join(' '),
    member.kind,
    member.id,
    member.role,
    member.confidence,
    member.reason,
    standing?.orders,
    standing?.refundRate,
    standing?.chargebackRate,
    standing?.stillStoppable.map(toText).join(' + '),
    standing?.enforcements,
    ring.summary,
  ];
}

const toText = ({ amount, currency }: Money): string => `${amount} ${currency}`;
const toLine = (cells: readonly unknown[]): string => `${cells.map(toCell).join(',')}\r\n`;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

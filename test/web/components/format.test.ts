import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatExactTime,
  formatMoney,
  formatRelativeTime,
  formatShare,
} from '../../../web/src/components/format.ts';

const NOW = Date.parse('2026-09-27T12:00:00Z');

describe('money', () => {
  it.each([
    ['16241', '16,241'],
    ['8120.5', '8,120.50'],
    ['0.005', '0.005'],
    ['123456789012345678', '123,456,789,012,345,678'],
    ['-12.5', '-12.50'],
    ['not a number', 'not a number'],
  ])('%s reads %s, with every digit kept', (amount, read) => {
    expect(formatAmount(amount, 'en')).toBe(read);
  });

  it('keeps every digit of any exact amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (whole) => {
        expect(formatAmount(`${whole}.25`, 'en').replaceAll(',', '')).toBe(`${whole}.25`);
      }),
    );
  });

  it('of unknown currency carries no code', () => {
    expect(formatMoney({ amount: '5', currency: 'XXX' }, 'en')).toBe('5');
    expect(formatMoney({ amount: '5', currency: 'EUR' }, 'en')).toBe('5 EUR');
  });
});

describe('shares', () => {
  it.each([
    [0, '0%'],
    [0.00001, '<0.01%'],
    [0.0123, '1.2%'],
    [0.375, '38%'],
    [0.9985, '99.85%'],
    [0.999999, '99.99%'],
    [1, '100%'],
  ])('%d reads %s: never all or nothing by rounding', (share, read) => {
    expect(formatShare(share, 'en')).toBe(read);
  });
});

describe('times', () => {
  it.each([
    ['2026-09-27T11:15:00Z', '45 min. ago'],
    ['2026-09-27T03:00:00Z', '9 hr. ago'],
    ['2026-09-24T03:00:00Z', '3 days ago'],
    ['2026-09-27', 'today'],
    ['2026-03-01T10:00:00Z', '2026-03-01'],
    ['nonsense', 'nonsense'],
  ])('%s is %s', (at, read) => {
    expect(formatRelativeTime(at, NOW, 'en')).toBe(read);
  });

  it('are written as exactly as they are known', () => {
    expect(formatExactTime('2026-03-01')).toBe('2026-03-01');
    expect(formatExactTime('2026-03-01T10:00:05.000Z')).toBe('2026-03-01 10:00:05 UTC');
    expect(formatExactTime('2026-03-01T10:00:05.120Z')).toBe('2026-03-01 10:00:05.120 UTC');
  });
});

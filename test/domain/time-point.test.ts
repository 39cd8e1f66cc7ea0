import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../server/src/domain/compare-text.ts';
import { addDecimals, compareDecimals, type Decimal, parseDecimal } from '../../server/src/domain/decimal.ts';
import {
  formatTimePoint,
  lastMomentOf,
  millisecondsOf,
  parseTimePoint,
  precisionOf,
} from '../../server/src/domain/time-point.ts';

const time = (text: string) => {
  const parsed = parseTimePoint(text);
  if (parsed === null) throw new Error(`not a time: ${text}`);
  return parsed;
};
const decimal = (text: string): Decimal => {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new Error(`not a decimal: ${text}`);
  return parsed;
};
/** A lone surrogate has no UTF-8 of its own. */
const isUnicode = (text: string): boolean => Buffer.from(text).toString() === text;

describe('time points', () => {
  it('keep exactly the digits they were given', () => {
    for (const text of ['2026-03-01', '2026-03-01T09:30Z', '2026-03-01T09:30:07Z', '2026-03-01T09:30:07.120Z']) {
      expect(formatTimePoint(time(text))).toBe(text);
    }
  });

  it('cut digits beyond milliseconds', () => {
    expect(formatTimePoint(time('2026-03-01T09:30:07.1239876Z'))).toBe('2026-03-01T09:30:07.123Z');
  });

  it('compare by start instant and then coarser first', () => {
    const ordered = [
      '2026-03-01',
      '2026-03-01T00:00Z',
      '2026-03-01T00:00:00Z',
      '2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:00.001Z',
    ];
    const sorted = [...ordered]
      .reverse()
      .map(time)
      .sort((a, b) => a - b);
    expect(sorted.map(formatTimePoint)).toEqual(ordered);
  });

  it('stand for all of the day, minute or second they name', () => {
    expect(formatTimePoint(lastMomentOf(time('2026-03-01')))).toBe('2026-03-01T23:59:59.999Z');
    expect(formatTimePoint(lastMomentOf(time('2026-03-01T09:30Z')))).toBe('2026-03-01T09:30:59.999Z');
    expect(lastMomentOf(time('2026-03-01T09:30:15.123Z'))).toBe(time('2026-03-01T09:30:15.123Z'));
  });

  it('turn an offset into UTC', () => {
    expect(formatTimePoint(time('2026-03-01T01:30+08:00'))).toBe('2026-02-28T17:30Z');
  });

  it('refuse what is not a real date or time', () => {
    for (const text of [
      '2026-02-30',
      '0026-02-20',
      '2026-13-01',
      '2026-03-01T24:00Z',
      '2026-03-01T09:60Z',
      '01/03/2026',
      '',
      '2026-3-1',
      '2026-03-01T09Z',
      '2026-03-01T09:30+99:00',
    ]) {
      expect(parseTimePoint(text), text).toBeNull();
    }
  });

  it('agree with the platform clock for any millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 631_152_000_000, max: 4_000_000_000_000 }), (ms) => {
        const point = time(new Date(ms).toISOString());
        expect(millisecondsOf(point)).toBe(ms);
        expect(precisionOf(point)).toBe('MILLISECOND');
      }),
    );
  });
});

describe('decimals', () => {
  it('have one canonical form', () => {
    expect(parseDecimal('0010.500')).toBe('10.5');
    expect(parseDecimal('0')).toBe('0');
    expect(parseDecimal('0.00')).toBe('0');
  });

  it('refuse signs, commas, exponents and more than 18 digits', () => {
    for (const text of ['-1', '+1', '1,5', '1e3', '.5', '5.', '', ' 1', '1234567890123456789']) {
      expect(parseDecimal(text), text).toBeNull();
    }
  });

  it('add and compare as exact numbers', () => {
    expect(addDecimals(decimal('0.1'), decimal('0.2'))).toBe('0.3');
    const cents = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const x = decimal((a / 100).toFixed(2));
        const y = decimal((b / 100).toFixed(2));
        expect(addDecimals(x, y)).toBe(decimal(((a + b) / 100).toFixed(2)));
        expect(Math.sign(compareDecimals(x, y))).toBe(Math.sign(a - b));
      }),
    );
  });
});

describe('the order of text', () => {
  it('is the order of UTF-8 bytes for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        fc.pre(isUnicode(a) && isUnicode(b));
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });
});

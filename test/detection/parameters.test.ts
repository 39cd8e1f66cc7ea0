import { describe, expect, it } from 'vitest';
import {
  BOUNDS_BY_PATH,
  DEFAULT_PARAMETERS,
  parseParameters,
  settingsIn,
} from '../../server/src/detection/parameters.ts';
import { TYPOLOGY_CODES } from '../../server/src/domain/ring.ts';

const messageOf = (input: unknown): string => {
  const result = parseParameters(input);
  return result.ok ? '' : result.failure.message;
};

describe('detection parameters', () => {
  it('default inside their own bounds', () => {
    for (const { standard, min, max, unit } of BOUNDS_BY_PATH.values()) {
      expect(standard).toBeGreaterThanOrEqual(min);
      expect(standard).toBeLessThanOrEqual(max);
      expect(unit).not.toBe('');
    }
  });

  it('keep the default where nothing is said', () => {
    expect(parseParameters({})).toEqual({ ok: true, value: DEFAULT_PARAMETERS });
    expect(parseParameters({ maxRingSize: 50 })).toEqual({
      ok: true,
      value: { ...DEFAULT_PARAMETERS, maxRingSize: 50 },
    });
  });

  it('hold the thresholds of every typology, each by its path', () => {
    const paths = settingsIn(DEFAULT_PARAMETERS).map(([path]) => path);
    expect(paths.sort()).toEqual([...BOUNDS_BY_PATH.keys(), 'version'].sort());
    for (const code of TYPOLOGY_CODES) {
      expect(paths.filter((path) => path.startsWith(`typologies.${code}.`)).length).toBeGreaterThan(0);
    }
    const one = parseParameters({ typologies: { BRUSHING: { leastBuyers: 4 } } });
    expect(one.ok && one.value.typologies.BRUSHING).toEqual({
      ...DEFAULT_PARAMETERS.typologies.BRUSHING,
      leastBuyers: 4,
    });
  });

  it('read back what a run stored', () => {
    expect(parseParameters(JSON.parse(JSON.stringify(DEFAULT_PARAMETERS)))).toEqual({
      ok: true,
      value: DEFAULT_PARAMETERS,
    });
  });

  it('name every mistake at once, with bounds and unit', () => {
    const message = messageOf({ maxRingSize: 1, burstHours: 'soon', unheardOf: 3 });
    expect(message).toContain('maxRingSize must be a number from 3 to 10000 (accounts).');
    expect(message).toContain('burstHours must be a number');
    expect(message).toContain('Unknown parameter "unheardOf"');
  });

  it('name a mistake in a typology by its path, and what there is beside it', () => {
    const message = messageOf({
      typologies: { BRUSHING: { leastBuyers: 0, leastBuyer: 4 }, BRUSHINGS: { leastBuyers: 4 }, COLLUSION: 3 },
      maxRingSize: 1,
    });
    expect(message).toContain('typologies.BRUSHING.leastBuyers must be a number from 1 to 1000 (buyers).');
    expect(message).toContain(
      'Unknown parameter "typologies.BRUSHING.leastBuyer"; known: leastBuyers, leastOrders, leastShareOfSales.',
    );
    expect(message).toContain('Unknown parameter "typologies.BRUSHINGS"; known: BRUSHING, REFUND_RING');
    expect(message).toContain('Unknown parameter "typologies.COLLUSION"');
    expect(message).toContain('maxRingSize must be');
  });

  it('keep what belongs in order in order', () => {
    expect(messageOf({ minScore: 50, mediumScore: 40, highScore: 45 })).toBe(
      'mediumScore (40) must not be below minScore (50).',
    );
    expect(messageOf({ resolutionCoarse: 0.1, resolutionFine: 0.05 })).toBe(
      'resolutionMiddle (0.06) must not be below resolutionCoarse (0.1). ' +
        'resolutionFine (0.05) must not be below resolutionMiddle (0.06).',
    );
  });

  it('refuse what is not an object, another version, not-a-number and names of the prototype', () => {
    for (const bad of [
      null,
      3,
      [],
      'x',
      { version: 2 },
      { maxRingSize: Number.NaN },
      { maxRingSize: '50' },
      { typologies: 3 },
      { typologies: [] },
      JSON.parse('{"typologies": {"__proto__": {"leastBuyers": 4}}}'),
      JSON.parse('{"__proto__": 1}'),
      { toString: 1 },
    ]) {
      expect(parseParameters(bad).ok).toBe(false);
    }
  });
});

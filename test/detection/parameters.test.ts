import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PARAMETERS,
  PARAMETER_BOUNDS,
  PARAMETER_NAMES,
  parseParameters,
} from '../../server/src/detection/parameters.ts';

const messageOf = (input: unknown): string => {
  const result = parseParameters(input);
  return result.ok ? '' : result.failure.message;
};

describe('detection parameters', () => {
  it('default inside their own bounds', () => {
    for (const name of PARAMETER_NAMES) {
      const { standard, min, max, unit } = PARAMETER_BOUNDS[name];
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

  it('refuse what is not an object, another version, not-a-number and names of the prototype', () => {
    for (const bad of [
      null,
      3,
      [],
      'x',
      { version: 2 },
      { maxRingSize: Number.NaN },
      JSON.parse('{"__proto__": 1}'),
      { toString: 1 },
    ]) {
      expect(parseParameters(bad).ok).toBe(false);
    }
  });
});

/** The list of typologies as a command: all of them, complete, the same as detection uses. */
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../server/src/cli/program.ts';
import { TYPOLOGY_CODES } from '../../server/src/domain/ring.ts';

function run(...args: readonly string[]): string {
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const program = buildProgram({ stdout: write, stderr: write } as never, { codeVersion: 'test' } as never);
  program.parse(['node', 'clewline', 'typologies', ...args]);
  return printed;
}

describe('clewline typologies', () => {
  it('lists every typology once, with stages, signals, thresholds with units and look-alikes', () => {
    const { typologies } = JSON.parse(run('--json'));
    expect(typologies.map(({ code }: { code: string }) => code).sort()).toEqual([...TYPOLOGY_CODES].sort());
    for (const { stages, signals, thresholds, lookAlikes } of typologies) {
      for (const list of [stages, signals, thresholds, lookAlikes]) expect(list.length).toBeGreaterThan(0);
      for (const { value, min, max, unit } of thresholds) {
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
        expect(unit).not.toBe('');
      }
    }
  });

  it('says the same to a person', () => {
    const text = run();
    for (const code of TYPOLOGY_CODES) expect(text).toContain(`${code}\n  shows at: `);
    expect(text).toContain('thresholds: least buyers 3 (buyers, 1 to 1000)');
  });
});

/** The list of typologies as a command: all of them, complete, the same as detection uses. */
import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { buildProgram } from '../../server/src/cli/program.ts';
import { TYPOLOGY_CODES } from '../../server/src/domain/ring.ts';

async function run(...args: readonly string[]): Promise<string> {
  const cases = await openSqliteCaseStore(':memory:');
  let printed = '';
  const write = (text: string): void => {
    printed += text;
  };
  const open = async () => ({ ok: true, value: { ...cases, randomness: systemRandomness } });
  const program = buildProgram({ stdout: write, stderr: () => {}, open } as never, { version: 'test' } as never);
  await program.parseAsync(['node', 'clewline', 'typologies', ...args]);
  await cases.close();
  return printed;
}

describe('clewline typologies', () => {
  it('lists every typology once, with stages, signals, thresholds with units and look-alikes', async () => {
    const { typologies } = JSON.parse(await run('--json'));
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

  it('says the same to a person', async () => {
    const text = await run();
    for (const code of TYPOLOGY_CODES) expect(text).toContain(`${code}\n  shows at: `);
    expect(text).toContain('thresholds: least buyers 3 (buyers, 1 to 1000)');
  });
});

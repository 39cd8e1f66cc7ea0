/** What servers that share a store may write of a schedule that another has. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { croner } from '../../../server/src/adapters/cron.ts';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import { createSchedule } from '../../../server/src/application/scheduling/manage-schedules.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { Schedule } from '../../../server/src/domain/schedule.ts';

let cases: CaseStore;
let now: number;
beforeEach(async () => {
  cases = await openSqliteCaseStore(':memory:');
  now = Date.UTC(2026, 2, 1, 12, 0, 30);
});
afterEach(() => cases.close());

async function schedule(): Promise<Schedule> {
  const planning = { cron: croner, chance: () => 0, clock: { now: () => now } };
  const managing = { ...planning, schedules: cases.schedules, log: cases.log, randomness: systemRandomness };
  const asked = { job: 'detection', cron: '*/10 * * * *', timeZone: 'UTC' } as const;
  const made = await createSchedule(managing, OPERATOR, asked);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value;
}
const stageOf = async (id: string) => (await cases.schedules.schedules(now)).find((one) => one.id === id)?.stage;

describe('several servers', () => {
  it('do not say what another is doing', async () => {
    const { id } = await schedule();
    const first = { now, aliveMs: 15_000 };
    await cases.schedules.begin(id, first);
    now += 20_000;
    const second = { now, aliveMs: 15_000 };
    await cases.schedules.begin(id, second);
    await cases.schedules.progress(id, { ...second, startedAt: first.now, stage: 'confidence' });
    expect(await stageOf(id)).toBeNull();
    await cases.schedules.progress(id, { ...second, startedAt: second.now, stage: 'load' });
    expect(await stageOf(id)).toBe('load');
  });

  it('are not locked out by a lease of the future: the clock was set back', async () => {
    expect(await cases.schedules.takeLease({ holder: 'ahead', now: now + 1e9, leaseMs: 15_000 })).toBe(true);
    expect(await cases.schedules.takeLease({ holder: 'one', now, leaseMs: 15_000 })).toBe(true);
    expect(await cases.schedules.takeLease({ holder: 'two', now: now + 14_999, leaseMs: 15_000 })).toBe(false);
  });
});

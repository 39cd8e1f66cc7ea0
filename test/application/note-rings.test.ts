import { expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createNoteRings } from '../../server/src/application/note-rings.ts';
import type { ForeignGraph, NoteReport } from '../../server/src/application/ports/foreign-graph.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';
import { aRingVerdict, GIVEN } from '../support/verdict-builders.ts';

const NONE = { created: 0, updated: 0, unchanged: 0, removed: 0 };
const event = { type: 'test', at: day(1), principal: 'anna', subject: 'rng_1', details: {} };

it('rings that were dismissed, and members who were cleared, are not noted beside a foreign graph', async () => {
  const cases = await openSqliteCaseStore(':memory:');
  const noted: Ring[] = [];
  const foreign: Pick<ForeignGraph, 'noteRings'> = {
    noteRings: async (rings): Promise<NoteReport> => {
      noted.push(...rings);
      return { rings: NONE, members: NONE };
    },
  };
  await cases.rings.publishRun(aRun('run_1'), [aRing('rng_1'), aRing('rng_2'), aRing('rng_3')]);
  await cases.verdicts.addRingVerdict(aRingVerdict('rng_1'), event);
  // New findings have overtaken this one.
  await cases.verdicts.addRingVerdict(aRingVerdict('rng_3', { outdatedBy: 'run_1' }), event);
  const [member] = aRing('rng_2').members;
  if (!member) throw new Error('a ring without members');
  const { kind, id } = member;
  await cases.verdicts.addMemberVerdict(
    { ...GIVEN, ringId: 'rng_2', member: { kind, id }, verdict: 'NOT_INVOLVED', seen: null },
    [],
    event,
  );

  const done = await createNoteRings({ ...cases, clock: systemClock, foreign: foreign as ForeignGraph })(OPERATOR, {
    dryRun: false,
  });
  expect(done).toMatchObject({ ok: true });
  const { members, size } = aRing('rng_2');
  expect(noted.map((ring) => [ring.id, ring.members.length, ring.size])).toEqual([
    ['rng_2', members.length - 1, size - 1],
    ['rng_3', aRing('rng_3').members.length, aRing('rng_3').size],
  ]);
  await cases.close();
});

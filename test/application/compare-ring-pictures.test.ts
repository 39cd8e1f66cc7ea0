/** What changed of a ring: where its links are more than are compared at once, and where an earlier picture is gone. */
import { expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { compareRingPictures, type Span } from '../../server/src/application/compare-ring-pictures.ts';
import { DRAWN_LINKS_LIMIT } from '../../server/src/application/explore-neighbourhood.ts';
import { followRings } from '../../server/src/detection/lineage.ts';
import type { DrawnLink } from '../../server/src/domain/graph-view.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { createFakeGraphStore } from '../support/graph-store.fake.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const link: DrawnLink = {
  ...{ type: 'PAYS_WITH', from: { kind: 'Buyer', id: 'rng_a-b1' }, to: { kind: 'PaymentInstrument', id: 'card-1' } },
  ...{ firstSeen: day(0), lastSeen: day(0), removedAt: null, count: 1, sources: [], strength: 1 },
  ...{ role: null, amount: null, currency: null, attributes: {} },
};

it.each([
  ['as many as are compared', 0, false],
  ['one more', 1, true],
])('%s links: whether some are missing is told', async (_, more, truncated) => {
  const cases = await openSqliteCaseStore(':memory:');
  await cases.rings.publishRun(aRun('run_1', { asOf: day(1) }), [aRing('rng_a')]);
  await cases.rings.publishRun(aRun('run_2', { asOf: day(2) }), [aRing('rng_a')]);
  const all = Array.from({ length: DRAWN_LINKS_LIMIT + more }, () => link);
  const graph = {
    ...createFakeGraphStore({ entities: [], links: [] }),
    linksAmong: async (_refs: unknown, { limit }: { readonly limit: number }) => all.slice(0, limit),
  };
  const reader = { principal: OPERATOR, rings: cases.rings, graph };
  const diff = await compareRingPictures(reader, aRing('rng_a'), {
    from: { runId: 'run_1' },
    to: { runId: 'run_2' },
  });
  if (!diff.ok) throw new Error(diff.failure.message);
  expect(diff.value).toMatchObject({ truncated, linksGained: [] });
  expect(diff.value?.linksKept).toHaveLength(DRAWN_LINKS_LIMIT);
  await cases.close();
});

it('a picture that is not kept is no beginning: not everything is new', async () => {
  const cases = await openSqliteCaseStore(':memory:');
  const born = followRings([], [aRing('rng_a')], { runId: 'run_1', at: day(1) });
  await cases.rings.publishRun(aRun('run_1', { asOf: day(1) }), [aRing('rng_a')], born);
  await cases.rings.publishRun(aRun('run_2', { asOf: day(2) }), [aRing('rng_a')]);
  await cases.rings.keepRun(aRun('run_trial', { asOf: day(2), startedAt: day(950) }), []);
  await cases.retention.removePictures({ publishedBefore: day(900), trialsBefore: day(900) });
  const reader = { principal: OPERATOR, rings: cases.rings, graph: createFakeGraphStore({ entities: [], links: [] }) };
  const since = async (from: Span['from']) => {
    const diff = await compareRingPictures(reader, aRing('rng_a'), { from, to: { runId: 'run_2' } });
    return diff.ok ? `${diff.value?.joined.length} new` : diff.failure.message;
  };
  expect(await since({ runId: 'run_2' })).toBe('0 new');
  expect(await since({ runId: 'run_1' })).toContain('There is no picture of rng_a from then');
  expect(await since({ asOf: day(1) })).toContain('There is no picture of rng_a from then');
  expect(await since({ asOf: day(0) })).toBe('3 new');
  expect(await since({ runId: 'run_trial' })).toBe('3 new');
  expect(await since({ runId: 'run_9' })).toBe('There is no run run_9.');
  await cases.close();
});

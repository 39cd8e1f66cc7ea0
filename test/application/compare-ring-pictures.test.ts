/** What changed of a ring whose links are more than are compared at once. */
import { expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { compareRingPictures } from '../../server/src/application/compare-ring-pictures.ts';
import { DRAWN_LINKS_LIMIT } from '../../server/src/application/explore-neighbourhood.ts';
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

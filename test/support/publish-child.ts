/**
 * Runs detection again and again on a case store file, each time on a market one gang larger, and tells each
 * published run on standard output: `cases.sqlite`.
 */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { gang, graphOf } from './gangs.ts';
import { createFakeGraphStore } from './graph-store.fake.ts';

const FIRST = 30;
const [path = ''] = process.argv.slice(2);
const cases = await openSqliteCaseStore(path);
for (let gangs = FIRST; ; gangs = gangs < 2 * FIRST ? gangs + 1 : FIRST) {
  const columns = graphOf(...Array.from({ length: gangs }, (_, i) => gang(`g${i}x`, 4 + (i % 5))));
  const graph = {
    ...createFakeGraphStore({ entities: [], links: [], events: [] }),
    loadColumns: async () => ({ columns, changeNumber: gangs, counts: { entities: 0, links: 0, events: 0 } }),
  };
  const deps = { ...cases, graph, clock: systemClock, randomness: systemRandomness };
  const run = await createDetectRings({ ...deps, codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, {});
  process.stdout.write(run.ok ? `${run.value.id}\n` : `${run.failure.message}\n`);
}

/**
 * Detects and shows the rings in Neo4j again and again, each time on a market one gang larger, and tells each run that
 * is shown: `cases.sqlite bolt://…`. With `stuck` it publishes one run and never comes to show it.
 */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createNeo4jRingProjection } from '../../server/src/adapters/neo4j/neo4j-ring-projection.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { createProjectRings } from '../../server/src/application/projection/project-rings.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { gang, graphOf } from './gangs.ts';
import { createFakeGraphStore } from './graph-store.fake.ts';

const FEWEST = 4;
const MOST = 12;
const [path = '', url = '', mode] = process.argv.slice(2);
const cases = await openSqliteCaseStore(path);
const login = { user: 'neo4j', password: process.env['NEO4J_TEST_PASSWORD'] ?? '', database: 'neo4j' };
const projection = createNeo4jRingProjection({ url, ...login, clock: systemClock });
const deps = { ...cases, clock: systemClock, randomness: systemRandomness };
const projectRings = createProjectRings({ ...deps, outbox: cases.projection, projection });

for (let gangs = FEWEST; ; gangs = gangs < MOST ? gangs + 1 : FEWEST) {
  const columns = graphOf(...Array.from({ length: gangs }, (_, i) => gang(`g${i}x`, 4 + (i % 5))));
  const graph = {
    ...createFakeGraphStore({ entities: [], links: [], events: [] }),
    loadColumns: async () => ({ columns, changeNumber: gangs, counts: { entities: 0, links: 0, events: 0 } }),
  };
  const run = await createDetectRings({ ...deps, graph, codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, {});
  if (mode === 'stuck') {
    process.stdout.write('published\n');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
  const shown = await projectRings(OPERATOR);
  process.stdout.write(run.ok && shown.ok ? `${run.value.id}\n` : `${JSON.stringify([run, shown])}\n`);
}

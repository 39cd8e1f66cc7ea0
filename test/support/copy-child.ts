/** Copies one store into another in small batches, telling each on standard output: `from to`. */
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createCopyGraph } from '../../server/src/application/copy-graph.ts';
import { openCopyEnds } from '../../server/src/compose-graph.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';

const login = { user: 'neo4j', password: process.env['NEO4J_TEST_PASSWORD'] ?? '', database: 'neo4j' };
const [from = '', to = ''] = process.argv.slice(2);
const ends = await openCopyEnds({ from, to }, { fromLogin: login, graphLogin: login }, systemClock);
if (!ends.ok) throw new Error(ends.failure.message);
await createCopyGraph(ends.value)(OPERATOR, { batchSize: 500, onProgress: () => process.stdout.write('batch\n') });
await ends.value.close();

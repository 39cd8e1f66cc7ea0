/** Screens the registrations of a folder's stores, page by page, and says so on standard output before it begins. */
import { join } from 'node:path';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { screenRegistrations } from '../../server/src/application/newcomers/screen-registrations.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';

const [folder = ''] = process.argv.slice(2);
const graph = await openSqliteGraphStore({ path: join(folder, 'graph.sqlite'), clock: systemClock });
if (!graph.ok) throw new Error(graph.failure.message);
const cases = await openSqliteCaseStore(join(folder, 'cases.sqlite'));
process.stdout.write('begun\n');
const deps = { ...cases, graph: graph.value, clock: systemClock, randomness: systemRandomness };
const screened = await screenRegistrations(deps, OPERATOR);
if (!screened.ok) throw new Error(screened.failure.message);
await cases.close();
await graph.value.close();

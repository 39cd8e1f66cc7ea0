/**
 * Brings the migrations of `cypher/schema/` into the database: constraints and indexes wherever they are not, changes of
 * what is held only into a graph of an older number.
 */
import type { Clock } from '../../application/ports/clock.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { expansionsOf, readCatalogue, type Statement } from './catalogue.ts';
import { type Neo4jConnection, toInteger } from './connection.ts';
import { addressOf, isSchemaThere } from './neo4j-failures.ts';

/** Numbered by their files. */
const isMigration = ({ name }: Statement): boolean => /^schema\/\d{3}-/.test(name);
const numberOfMigration = ({ name }: Statement): number => Number(name.slice('schema/'.length, 'schema/'.length + 3));
const isOfSchema = ({ body }: Statement): boolean => /^CREATE (CONSTRAINT|INDEX|TEXT INDEX|FULLTEXT INDEX) /.test(body);
const readMigrations = (): readonly Statement[] => readCatalogue().filter(isMigration);
let latestKnown: number | null = null;

/** The number of the last migration this Clewline knows. */
export function latestSchema(): number {
  latestKnown ??= Math.max(...readMigrations().map(numberOfMigration));
  return latestKnown;
}

export async function prepareSchema(
  connection: Neo4jConnection,
  url: string,
  { clock, mustBeThere = false }: { readonly clock: Clock; readonly mustBeThere?: boolean },
): Promise<Result<void, Failure>> {
  const migrations = readMigrations();
  const latest = latestSchema();
  // In this order: another process may be making the store right now, and its own node comes first.
  const [counted] = await connection.ask('store/count-nodes');
  const [store] = await connection.ask('store/read-schema');
  const held = Number(store?.[0] ?? 0);
  if (held > latest) return fail(tooNew(url, held, latest));
  if (store === undefined && Number(counted?.[0] ?? 0) > 0) return fail(notOurs(url));
  if (mustBeThere) return store === undefined ? fail(notThere(url)) : ok(undefined);
  const present = new Set((await connection.run('SHOW INDEXES YIELD name')).map(([name]) => String(name)));
  // Not by the number alone: a kind or type that is new to this version brings constraints of its own.
  const missing = migrations
    .filter(isOfSchema)
    .flatMap(expansionsOf)
    .filter(({ text }) => !present.has(nameOf(text)));
  if (held === latest && missing.length === 0) return ok(undefined);
  for (const { text } of missing) {
    await connection.run(text).catch((error) => {
      if (!isSchemaThere(error)) throw error;
    });
  }
  await connection.run('CALL db.awaitIndexes(300)');
  const changes = migrations.filter((each) => !isOfSchema(each) && held > 0 && numberOfMigration(each) > held);
  // One transaction, behind the lock of whoever writes: an older process meets the new number before its next batch.
  await connection.write('migrate', async ({ run }) => {
    if (changes.length > 0) await run('store/lock-store', { now: toInteger(clock.now()) });
    for (const change of changes)
      for (const { value } of expansionsOf(change)) await run(change.name, {}, value ?? undefined);
    await run('store/make-store', { schema: toInteger(latest) });
  });
  return ok(undefined);
}

const nameOf = (text: string): string => /(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS/.exec(text)?.[1] ?? '';

const notOurs = (url: string): Failure =>
  failure(
    'STORE_UNAVAILABLE',
    `The database at ${addressOf(url)} holds a graph that is not Clewline's: name an empty one, or read this one with “clewline adopt”.`,
  );

const notThere = (url: string): Failure =>
  failure('STORE_UNAVAILABLE', `There is no graph of Clewline's at ${addressOf(url)}: the database is empty.`);

/** For who began to write before a newer one changed the schema. */
export const tookOver = (version: number): Failure =>
  failure(
    'STORE_TOO_NEW',
    `A newer Clewline changed this graph while this one wrote (schema ${version}, this one knows ${latestSchema()}); nothing of this batch was kept. Update Clewline.`,
  );

const tooNew = (url: string, version: number, known: number): Failure =>
  failure(
    'STORE_TOO_NEW',
    `The graph at ${addressOf(url)} was written by a newer Clewline (schema ${version}, this one knows ${known}): update Clewline, or name another store.`,
  );

/** Brings the constraints and indexes of `cypher/schema/` into the database: each once, whatever was done before. */
import { type Failure, failure } from '../../domain/failure.ts';
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { expansionsOf, readCatalogue, type Statement } from './catalogue.ts';
import { type Neo4jConnection, toInteger } from './connection.ts';
import { addressOf, isSchemaThere } from './neo4j-failures.ts';

/** Numbered by their files. */
const isMigration = ({ name }: Statement): boolean => /^schema\/\d{3}-/.test(name);
const numberOfMigration = ({ name }: Statement): number => Number(name.slice('schema/'.length, 'schema/'.length + 3));

export async function prepareSchema(
  connection: Neo4jConnection,
  url: string,
  { mustBeThere = false }: { readonly mustBeThere?: boolean } = {},
): Promise<Result<void, Failure>> {
  const migrations = readCatalogue().filter(isMigration);
  const latest = Math.max(...migrations.map(numberOfMigration));
  // In this order: another process may be making the store right now, and its own node comes first.
  const [counted] = await connection.ask('store/count-nodes');
  const [store] = await connection.ask('store/read-schema');
  const held = Number(store?.[0] ?? 0);
  if (held > latest) return fail(tooNew(url, held, latest));
  if (store === undefined && Number(counted?.[0] ?? 0) > 0) return fail(notOurs(url));
  if (mustBeThere) return store === undefined ? fail(notThere(url)) : ok(undefined);
  const present = new Set((await connection.run('SHOW INDEXES YIELD name')).map(([name]) => String(name)));
  // Not by the number alone: a kind or type that is new to this version brings constraints of its own.
  const missing = migrations.flatMap(expansionsOf).filter(({ text }) => !present.has(nameOf(text)));
  if (held === latest && missing.length === 0) return ok(undefined);
  for (const { text } of missing) {
    await connection.run(text).catch((error) => {
      if (!isSchemaThere(error)) throw error;
    });
  }
  await connection.run('CALL db.awaitIndexes(300)');
  if (held > 0 && held < UNDATED_SINCE) await markUndated(connection);
  if (held > 0 && held < REMOVED_SINCE)
    await connection.write('label-removed', ({ run }) => run('store/label-removed'));
  await connection.write('make-store', async ({ run }) => run('store/make-store', { schema: toInteger(latest) }));
  return ok(undefined);
}

/** The migrations from which on events without a time are marked, and removed entities labelled. */
const UNDATED_SINCE = 12;
const REMOVED_SINCE = 13;

/** Done again where it broke off: the number of the schema is raised behind it. */
const markUndated = (connection: Neo4jConnection): Promise<void> =>
  connection.write('mark-undated', async ({ run }) => {
    for (const type of EVENT_TYPE_LIST) await run('store/mark-undated', {}, type);
  });

const nameOf = (text: string): string => /(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS/.exec(text)?.[1] ?? '';

const notOurs = (url: string): Failure =>
  failure(
    'STORE_UNAVAILABLE',
    `The database at ${addressOf(url)} holds a graph that is not Clewline's: name an empty one, or read this one with “clewline adopt”.`,
  );

const notThere = (url: string): Failure =>
  failure('STORE_UNAVAILABLE', `There is no graph of Clewline's at ${addressOf(url)}: the database is empty.`);

const tooNew = (url: string, version: number, known: number): Failure =>
  failure(
    'STORE_TOO_NEW',
    `The graph at ${addressOf(url)} was written by a newer Clewline (schema ${version}, this one knows ${known}): update Clewline, or name another store.`,
  );

/**
 * Rings as nodes beside the graph. One transaction locks the projection's own node, looks whether the stamp is still
 * the one that was seen, compares what is there with what shall be, and writes the difference: two runs never mix, and
 * whoever comes late writes nothing.
 */
import type { Clock } from '../../application/ports/clock.ts';
import type {
  ProjectionReport,
  ProjectionStamp,
  RingProjection,
  ShownRings,
} from '../../application/ports/ring-projection.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import { Neo4jConnection, type Row, type Transaction, toInteger } from './connection.ts';
import type { Neo4jLogin } from './drivers.ts';
import { addressOf } from './neo4j-failures.ts';
import { type HeldRing, type ProjectionChanges, projectionChanges } from './projection-changes.ts';

/** Rows in one statement. */
const CHUNK = 5_000;

export type Neo4jRingProjectionOptions = Neo4jLogin & { readonly clock: Clock };

/** Connects when it is first used. The graph store must have been opened once: it makes the constraints. */
export function createNeo4jRingProjection({ clock, ...login }: Neo4jRingProjectionOptions): RingProjection {
  const connection = new Neo4jConnection(login);
  return {
    async stamp() {
      const [row] = await connection.ask('projection/read-stamp');
      if (row === undefined) throw new FailureError(notPrepared(login.url));
      return toStamp(row);
    },
    replace: (shown, seen) =>
      connection.write('project-rings', async (transaction) => {
        const [row = []] = await transaction.run('projection/lock-rings', { now: toInteger(clock.now()) });
        const owner = row[2] ?? shown.owner;
        if (owner !== shown.owner) throw new FailureError(notOurs(login.url));
        if (!isSameStamp(toStamp(row), seen)) return null;
        return replace(transaction, shown);
      }),
    close: () => connection.close(),
  };
}

const notPrepared = (url: string) =>
  failure('STORE_UNAVAILABLE', `The graph at ${addressOf(url)} is not prepared yet: no Clewline has opened it.`);

const notOurs = (url: string) =>
  failure(
    'FORBIDDEN',
    `The rings in the graph at ${addressOf(url)} are those of another Clewline’s case store and were left as they are: give each a graph of its own, or see “Whose rings” in the adapter’s README.`,
  );

const toStamp = ([runId, number]: Row): ProjectionStamp | null =>
  typeof runId === 'string' ? { runId, number: Number(number) } : null;

const isSameStamp = (one: ProjectionStamp | null, other: ProjectionStamp | null): boolean =>
  one?.runId === other?.runId && one?.number === other?.number;

async function replace(
  transaction: Transaction,
  { owner, runId, number, rings }: ShownRings,
): Promise<ProjectionReport> {
  const held = toHeld(await transaction.run('projection/read-rings'));
  const changes = projectionChanges(held, rings, runId);
  const before = transaction.written();
  const absentMembers = await write(transaction, changes);
  const writes = transaction.written() - before;
  await transaction.run('projection/stamp-rings', { run: runId, number: toInteger(number), owner });
  return { ...countChanges(changes, absentMembers), absentMembers, writes };
}

const countChanges = ({ rings, members, goneRings, goneMembers }: ProjectionChanges, absent: number) => ({
  rings: { created: rings.created.length, updated: rings.updated.length, removed: goneRings.length },
  members: {
    created: members.created.length - absent,
    updated: members.updated.length,
    removed: goneMembers.length,
  },
});

function toHeld(rows: readonly Row[]): ReadonlyMap<string, HeldRing> {
  return new Map(
    rows.map(([id, score, severity, summary, members]) => [
      String(id),
      { score, severity, summary, members: toMembers(members as readonly Row[]) },
    ]),
  );
}

/** A ring without members has one row of nulls. */
const toMembers = (rows: readonly Row[]) =>
  new Map(rows.filter(([key]) => key !== null).map(([key, role, confidence]) => [String(key), { role, confidence }]));

/** How many members the graph does not hold. */
async function write({ run }: Transaction, changes: ProjectionChanges): Promise<number> {
  const { rings, members, goneRings, goneMembers } = changes;
  for (const ids of chunks(goneRings)) await run('projection/delete-rings', { ids });
  for (const rows of chunks(goneMembers)) await run('projection/delete-memberships', { rows });
  for (const rows of chunks([...rings.created, ...rings.updated])) await run('projection/write-rings', { rows });
  const memberships = [...members.created, ...members.updated];
  let written = 0;
  for (const rows of chunks(memberships)) {
    const [row] = await run('projection/write-memberships', { rows });
    written += Number(row?.[0]);
  }
  return memberships.length - written;
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}

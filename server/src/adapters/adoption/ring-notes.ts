/**
 * Rings noted beside a foreign graph: `(:Clewline_Member {kind, id})-[:CLEWLINE_MEMBER_OF]->(:Clewline_Ring {id})`, and
 * nothing tied to a node of theirs. One transaction holds the differences.
 */
import { createHash } from 'node:crypto';
import type { NoteCounts, NoteReport, NoteRequest } from '../../application/ports/foreign-graph.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityKind } from '../../domain/ontology.ts';
import type { Ring } from '../../domain/ring.ts';
import { formatTimePoint, type TimePoint } from '../../domain/time-point.ts';
import { textOf } from '../neo4j/catalogue.ts';
import { type Neo4jConnection, type Run, toInteger } from '../neo4j/connection.ts';
import type { SourceOfKind } from './source-of-kind.ts';

type NoteRow = Readonly<Record<string, unknown>> | readonly unknown[];
/** Rows to write, by their key, with the hash of each. */
type Wanted = ReadonlyMap<string, { readonly hash: string; readonly row: NoteRow }>;
type Difference = {
  readonly counts: NoteCounts;
  readonly rows: readonly NoteRow[];
  readonly gone: readonly string[];
};

const ROWS_A_STATEMENT = 5_000;

export type NoteOptions = { readonly sourceOf: SourceOfKind };

export async function noteRings(
  connection: Neo4jConnection,
  rings: readonly Ring[],
  { runId, dryRun, sourceOf }: NoteRequest & NoteOptions,
): Promise<NoteReport> {
  if (!dryRun)
    for (const name of ['constrain-rings', 'constrain-members']) await connection.run(textOf(`notes/${name}`));
  const wanted = { rings: ringRows(rings, runId), members: memberRows(rings, sourceOf) };
  const compare = async (run: Run) => ({
    rings: difference(wanted.rings, await heldRings(run)),
    members: difference(wanted.members, await heldMembers(run)),
  });
  const found = dryRun
    ? await connection.read('note-rings', ({ run }) => compare(run))
    : await connection.write('note-rings', async ({ run }) => {
        const differences = await compare(run);
        await write(run, differences);
        return differences;
      });
  return { rings: found.rings.counts, members: found.members.counts };
}

async function write(run: Run, { rings, members }: Record<'rings' | 'members', Difference>): Promise<void> {
  const inParts = async (name: string, parameter: string, rows: readonly unknown[]): Promise<void> => {
    for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
      await run(`notes/${name}`, { [parameter]: rows.slice(i, i + ROWS_A_STATEMENT) });
    }
  };
  await inParts('save-rings', 'rows', rings.rows);
  await inParts('save-members', 'rows', members.rows);
  await inParts(
    'remove-members',
    'pairs',
    members.gone.map((key) => key.split(SEPARATOR)),
  );
  await inParts('remove-rings', 'ids', rings.gone);
}

/** No id holds one. */
const SEPARATOR = '\n';

type Held = ReadonlyMap<string, string | null>;
const hashOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

async function heldRings(run: Run): Promise<Held> {
  const rows = await run('notes/list-rings');
  return new Map(rows.map(([id, hash]) => [String(id), hashOf(hash)]));
}

async function heldMembers(run: Run): Promise<Held> {
  const rows = await run('notes/list-members');
  return new Map(rows.map(([ring, member, hash]) => [`${ring}${SEPARATOR}${member}`, hashOf(hash)]));
}

function difference(wanted: Wanted, held: Held): Difference {
  const created = [...wanted].filter(([key]) => !held.has(key));
  const updated = [...wanted].filter(([key, { hash }]) => held.has(key) && held.get(key) !== hash);
  const gone = [...held.keys()].filter((key) => !wanted.has(key));
  const unchanged = wanted.size - created.length - updated.length;
  // One that stayed for what somebody has tied to it was counted when it ended.
  const removed = gone.filter((key) => held.get(key) !== null).length;
  return {
    counts: { created: created.length, updated: updated.length, unchanged, removed },
    rows: [...created, ...updated].map(([, { row }]) => row),
    gone,
  };
}

const time = (point: TimePoint | null): string | null => (point === null ? null : formatTimePoint(point));

function ringRows(rings: readonly Ring[], run: string): Wanted {
  const rows = rings.map((ring): [string, { hash: string; row: NoteRow }] => {
    const note = {
      id: ring.id,
      score: ring.score,
      severity: ring.severity,
      confidence: ring.confidence,
      status: ring.status,
      summary: ring.summary,
      typologies: ring.typologies.map(({ code }) => code),
      firstSeen: time(ring.firstSeen),
      lastSeen: time(ring.lastSeen),
    };
    const hash = digestOf({ ...note, size: ring.size });
    return [ring.id, { hash, row: { ...note, size: toInteger(ring.size), run, hash } }];
  });
  return new Map(rows);
}

function memberRows(rings: readonly Ring[], sourceOf: SourceOfKind): Wanted {
  const rows = rings.flatMap((ring) =>
    ring.members.map((member): [string, { hash: string; row: NoteRow }] => {
      const { kind, id, role, confidence } = member;
      const key = entityKey({ kind, id });
      const hash = digestOf({ role, confidence });
      const note = { key, kind, id, ...sourceOf(kind as EntityKind) };
      const row = [ring.id, note, { role, confidence, hash }];
      return [`${ring.id}${SEPARATOR}${key}`, { hash, row }];
    }),
  );
  return new Map(rows);
}

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * How a ring came to be what it is: its picture in each published run, oldest first, and what changed between them.
 * Reads at most the last `RUNS_READ` published runs; a ring older than these shows no birth.
 */
import type { DetectionRun } from '../domain/detection-run.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import type { RingStore } from './ports/case-store.ts';
import { type Reader, refusal } from './reader.ts';

export type RingChange = {
  readonly type: 'BORN' | 'GREW' | 'SHRANK' | 'DORMANT' | 'REVIVED' | 'DISSOLVED';
  readonly at: TimePoint;
  readonly runId: string;
  readonly statement: string;
};
export type RingHistory = {
  readonly changes: readonly RingChange[];
  /** The last published run the ring was seen in. */
  readonly lastRun: DetectionRun | null;
};

type Picture = { readonly run: DetectionRun; readonly ring: Ring };

const RUNS_READ = 30;

export async function traceRing({ principal, rings }: Reader, id: string): Promise<Result<RingHistory, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const runs = await rings.runs({ first: RUNS_READ });
  const published = runs.items.map(({ item }) => item).filter((run) => run.published);
  const pictures: Picture[] = [];
  for (const run of published.reverse()) {
    const ring = await ringInRun(rings, id, run);
    if (ring) pictures.push({ run, ring });
  }
  return ok({ changes: changesBetween(pictures, !runs.hasNext), lastRun: pictures.at(-1)?.run ?? null });
}

async function ringInRun(rings: RingStore, id: string, run: DetectionRun): Promise<Ring | undefined> {
  const filter = { runId: run.id, text: id };
  const page = await rings.rings(filter, { field: 'score', direction: 'desc' }, { first: 10 });
  return page.items.find(({ item }) => item.id === id)?.item;
}

function changesBetween(pictures: readonly Picture[], isComplete: boolean): readonly RingChange[] {
  return pictures.flatMap(({ run, ring }, i) => {
    const before = pictures[i - 1]?.ring;
    const at = { at: run.finishedAt, runId: run.id };
    if (before) return changesFrom(before, ring).map((change) => ({ ...at, ...change }));
    if (!isComplete) return [];
    return [{ ...at, type: 'BORN' as const, statement: `First found, with ${ring.size} members.` }];
  });
}

type Change = Pick<RingChange, 'type' | 'statement'>;

function changesFrom(before: Ring, after: Ring): readonly Change[] {
  const changes: Change[] = [];
  const joined = missingFrom(before, after);
  const left = missingFrom(after, before);
  if (joined > 0) changes.push({ type: 'GREW', statement: `${joined} joined: now ${after.size} members.` });
  if (left > 0) changes.push({ type: 'SHRANK', statement: `${left} left: now ${after.size} members.` });
  if (before.status !== after.status) changes.push(statusChange(after));
  return changes;
}

function statusChange({ status }: Ring): Change {
  if (status === 'ACTIVE') return { type: 'REVIVED', statement: 'Active again.' };
  if (status === 'DORMANT') return { type: 'DORMANT', statement: 'No new activity.' };
  return { type: 'DISSOLVED', statement: 'No longer found.' };
}

/** Members of `b` that `a` does not have. */
function missingFrom(a: Ring, b: Ring): number {
  const known = new Set(a.members.map(entityKey));
  return b.members.filter((member) => !known.has(entityKey(member))).length;
}

/** When a ring acted: events among its members and what they share, counted by stage in equal steps of time. */
import type { Failure } from '../domain/failure.ts';
import type { GraphEvent } from '../domain/graph-view.ts';
import { eventEntry, STAGES, type Stage } from '../domain/ontology.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring } from '../domain/ring.ts';
import { millisecondsOf, type TimePoint } from '../domain/time-point.ts';
import { entitiesOfRing } from './draw-ring.ts';
import type { GraphStore } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type Timeline = {
  readonly from: TimePoint;
  readonly to: TimePoint;
  readonly lanes: readonly { readonly stage: Stage; readonly counts: readonly number[] }[];
  /** Of unknown time, or beyond what is counted. */
  readonly omitted: number;
};

const PAGE = 2_000;
const MOST_EVENTS = 20_000;

export async function showRingTimeline(
  { principal, graph }: Reader,
  ring: Ring,
  buckets: number,
): Promise<Result<Timeline | null, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const { events, totalCount } = await readEvents(graph, ring);
  return ok(countByStage(events, { buckets, totalCount }));
}

type Timed = { readonly at: TimePoint; readonly stage: Stage };

async function readEvents(graph: GraphStore, ring: Ring) {
  const filter = { of: entitiesOfRing(ring), among: true };
  const events: GraphEvent[] = [];
  let page = await graph.events(filter, { first: PAGE });
  events.push(...page.items.map(({ item }) => item));
  const { totalCount } = page;
  while (page.hasNext && events.length < MOST_EVENTS) {
    const after = page.items.at(-1)?.cursor;
    if (after === undefined) break;
    page = await graph.events(filter, { first: PAGE, after });
    events.push(...page.items.map(({ item }) => item));
  }
  return { events, totalCount };
}

/** Null when no event has a time. */
export function countByStage(
  events: readonly GraphEvent[],
  { buckets, totalCount }: { readonly buckets: number; readonly totalCount: number },
): Timeline | null {
  const timed = events.flatMap((event): readonly Timed[] =>
    event.at === undefined ? [] : [{ at: event.at, stage: eventEntry(event.type).stage }],
  );
  const first = timed[0];
  if (first === undefined) return null;
  const times = timed.map(({ at }) => at);
  const from = times.reduce(earlier, first.at);
  const to = times.reduce(later, first.at);
  const [start, span] = [millisecondsOf(from), Math.max(1, millisecondsOf(to) - millisecondsOf(from))];
  const lanes = STAGES.map((stage) => ({ stage, counts: new Array<number>(buckets).fill(0) }));
  for (const { at, stage } of timed) {
    const bucket = Math.min(buckets - 1, Math.floor(((millisecondsOf(at) - start) / span) * buckets));
    const counts = lanes[STAGES.indexOf(stage)]?.counts;
    if (counts) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { from, to, lanes, omitted: totalCount - timed.length };
}

const earlier = (a: TimePoint, b: TimePoint): TimePoint => (compareTimes(a, b) <= 0 ? a : b);
const later = (a: TimePoint, b: TimePoint): TimePoint => (compareTimes(a, b) >= 0 ? a : b);
const compareTimes = (a: TimePoint, b: TimePoint): number => a - b;

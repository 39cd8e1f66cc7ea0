/**
 * Accounts that keep doing the same thing to the same target at the same time (SynchroTrap, CCS 2014; CopyCatch,
 * WWW 2013). A moment is (action, target, time bucket); two accounts are in step when moments at three or more
 * different targets coincide and chance does not explain it. A moment that the target's own popularity at that hour
 * of the week explains, or with too many actors (a flash sale, a viral clip), is no evidence.
 */
import type { EventType } from '../../domain/ontology.ts';
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import { type Incidence, toIncidence } from '../graph/incidence.ts';
import { type ProjectedEdges, project } from '../graph/projection.ts';
import type { DetectionParameters } from '../parameters.ts';
import type { Population } from '../population.ts';
import { usableTimes } from './clock.ts';
import { MomentFinder, type Moments } from './moments.ts';
import { benjaminiHochberg, hypergeometricTail } from './significance.ts';

const HOUR_MS = 3_600_000;
/** How far apart two actions of a kind may be and still be one coordinated act. */
const WINDOW_HOURS: Readonly<Partial<Record<EventType, number>>> = {
  ENGAGEMENT: 2,
  REDEMPTION: 6,
  ORDER: 8,
  TRANSFER: 8,
  GIFT: 8,
  REFUND: 24,
  CLAIM: 24,
  RETURN: 24,
  COMPLAINT: 24,
  REVIEW: 36,
};
const WEIGHT = 0.8;
const MOMENT_UNIVERSE = 1000;

export type Synchrony = {
  readonly moments: Moments;
  /** Persons × moments. */
  readonly incidence: Incidence;
  /** Persons in step; `common` is the number of different targets. */
  readonly edges: ProjectedEdges;
};

export function findSynchrony(
  columns: GraphColumns,
  population: Population,
  activity: Activity,
  parameters: DetectionParameters,
): Synchrony {
  const { events } = columns;
  const usable = usableTimes(events.at);
  const finder = new MomentFinder(population.personCount, parameters.maxAccountsPerMoment);
  for (const [type, hours] of Object.entries(WINDOW_HOURS)) {
    const code = eventCode(type as EventType);
    const chosen: number[] = [];
    for (let e = 0; e < events.length; e++) {
      if (events.type[e] === code && usable[e] === 1 && (activity.actor[e] ?? -1) >= 0) chosen.push(e);
    }
    finder.addActions(type as EventType, hours * HOUR_MS, {
      event: Int32Array.from(chosen),
      person: Int32Array.from(chosen, (e) => population.personOf[activity.actor[e] ?? 0] ?? 0),
      target: Int32Array.from(chosen, (e) => events.to[e] ?? 0),
      ms: Float64Array.from(chosen, (e) => Math.floor((events.at[e] ?? 0) / 4)),
    });
  }
  const moments = finder.moments();
  const incidence = toIncidence(population.personCount, moments.count, finder.pairs());
  const projected = project({
    incidence,
    columnWeight: new Float32Array(moments.count).fill(WEIGHT),
    columnClass: new Uint8Array(moments.count),
    columnGroup: moments.target,
    entryFactor: null,
  });
  return { moments, incidence, edges: significant(projected, incidence, parameters) };
}

function significant(edges: ProjectedEdges, incidence: Incidence, parameters: DetectionParameters): ProjectedEdges {
  const targets = (row: number): number => (incidence.rowOffsets[row + 1] ?? 0) - (incidence.rowOffsets[row] ?? 0);
  const universe = Math.max(MOMENT_UNIVERSE, incidence.columnCount);
  const p = new Float64Array(edges.length);
  for (let e = 0; e < edges.length; e++) {
    p[e] = hypergeometricTail(edges.common[e] ?? 0, targets(edges.from[e] ?? 0), targets(edges.to[e] ?? 0), universe);
  }
  const accepted = benjaminiHochberg(p, parameters.falseDiscoveryRate);
  const keep: number[] = [];
  for (let e = 0; e < edges.length; e++) {
    if ((edges.common[e] ?? 0) >= parameters.minSynchronousTargets && (p[e] ?? 1) <= accepted) keep.push(e);
  }
  return {
    length: keep.length,
    from: Int32Array.from(keep, (e) => edges.from[e] ?? 0),
    to: Int32Array.from(keep, (e) => edges.to[e] ?? 0),
    weight: Float32Array.from(keep, (e) => Math.min(1.5, edges.weight[e] ?? 0)),
    common: Int32Array.from(keep, (e) => edges.common[e] ?? 0),
    classes: Int32Array.from(keep, (e) => edges.classes[e] ?? 0),
  };
}

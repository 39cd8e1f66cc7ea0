/**
 * Accounts that keep doing the same thing to the same target at the same time (SynchroTrap, CCS 2014; CopyCatch,
 * WWW 2013). A moment is (action, target, time bucket); two accounts are in step when moments at three or more
 * different targets coincide and chance does not explain it. Who comes often coincides often, as regulars do; but those
 * who do nearly all they do together are no regulars, and doing it again makes them no less in step. A moment that the target's own popularity at that hour
 * of the week explains, or with a crowd that does not come back (a flash sale, a viral clip), is no evidence.
 */
import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { type Activity, eventCode } from '../activity.ts';
import type { EntityColumns, EventColumns } from '../columns.ts';
import { hashText } from '../confidence/content-hash.ts';
import { bucketBy, valuesAt } from '../graph/csr.ts';
import { edgesAt, positionsWhere } from '../graph/edge-selection.ts';
import { filled } from '../graph/filled.ts';
import { columnDegree, type Incidence, toIncidence } from '../graph/incidence.ts';
import { hubDiscount, type ProjectedEdges, project } from '../graph/projection.ts';
import type { DetectionParameters, ParameterName } from '../parameters.ts';
import type { Population } from '../population.ts';
import { TELLS } from './clock.ts';
import { createCompany } from './company.ts';
import { type CrowdLimits, withoutPassingCrowds } from './crowds.ts';
import { type HourProfiles, MomentFinder, type Moments, type TargetLives } from './moments.ts';
import { benjaminiHochberg, createHypergeometricTail } from './significance.ts';

const HOUR_MS = 3_600_000;
/** How far apart two actions of a kind may be and still be one coordinated act: the parameter that says so, in hours. */
const WINDOW_PARAMETER = {
  ENGAGEMENT: 'synchronyHoursEngagement',
  REDEMPTION: 'synchronyHoursRedemption',
  ORDER: 'synchronyHoursOrder',
  TRANSFER: 'synchronyHoursTransfer',
  GIFT: 'synchronyHoursGift',
  REFUND: 'synchronyHoursRefund',
  CLAIM: 'synchronyHoursClaim',
  RETURN: 'synchronyHoursReturn',
  COMPLAINT: 'synchronyHoursComplaint',
  REVIEW: 'synchronyHoursReview',
} as const satisfies Readonly<Partial<Record<EventType, ParameterName>>>;

/** Null for what is not looked at. */
export function windowMsOf(type: EventType, parameters: DetectionParameters): number | null {
  return isSynchronyType(type) ? parameters[WINDOW_PARAMETER[type]] * HOUR_MS : null;
}

export const isSynchronyType = (type: EventType): type is keyof typeof WINDOW_PARAMETER =>
  Object.hasOwn(WINDOW_PARAMETER, type);

/** Of one moment only two share, before the discount. */
export const MOMENT_WEIGHT = 0.8;
/** However many moments they share. */
export const MOST_IN_STEP = 1.5;
const LEAST_UNIVERSE = 1000;

/** What is expected by chance in the whole marketplace. */
export type SynchronyNorms = {
  readonly profiles: HourProfiles;
  readonly persons: number;
  readonly moments: number;
  /** Types of action at one target each, with a moment at all. */
  readonly deeds: number;
  /** What p was accepted at the most. */
  readonly accepted: number;
};

export type Synchrony = {
  readonly norms: SynchronyNorms;
  readonly moments: Moments;
  /** Persons × moments. */
  readonly incidence: Incidence;
  /** Persons in step; `common` is the number of different targets, of each type of action. */
  readonly edges: ProjectedEdges;
};

type Read = {
  readonly columns: {
    readonly events: Pick<EventColumns, 'length' | 'type' | 'to' | 'at'>;
    readonly entities: Pick<EntityColumns, 'id'>;
  };
  readonly population: Population;
  readonly activity: Pick<Activity, 'actor' | 'tells'>;
  readonly parameters: DetectionParameters;
  /** By type of event, where not all that was done to a target is in the columns. */
  readonly lives?: Readonly<Record<string, TargetLives>> | undefined;
};

/** `held`: the norms of an earlier run. */
export function findSynchrony(read: Read, held?: SynchronyNorms): Synchrony {
  const { population, parameters } = read;
  const finder = findMoments(read, held);
  const { moments, pairs } = withoutPassingCrowds(finder.found(), crowdLimits(read));
  const incidence = toIncidence(population.personCount, moments.count, pairs);
  const share = filled(new Float32Array(moments.count), shareOfMoment({ incidence, parameters }, held?.persons));
  const projected = project({
    incidence,
    columnWeight: share,
    columnShare: share,
    columnClass: new Uint8Array(moments.count),
    columnGroup: moments.deed,
    entryFactor: null,
  });
  const deeds = (moments.deed.at(-1) ?? -1) + 1;
  const universe = held ?? { moments: moments.count, deeds };
  const company = createCompany({
    ...{ incidence, moments, turns: finder.turns },
    windowMsOf: (type) => windowMsOf(type, parameters) ?? 0,
  });
  const pValues = chanceOf(projected, { incidence, moments, parameters, company }, universe);
  const accepted = held?.accepted ?? benjaminiHochberg(pValues, parameters.falseDiscoveryRate);
  const kept = positionsWhere(
    projected.length,
    (e) => (projected.common[e] ?? 0) >= parameters.minSynchronousTargets && (pValues[e] ?? 1) <= accepted,
  );
  const edges = edgesAt(projected, kept);
  for (let e = 0; e < edges.length; e++) edges.weight[e] = Math.min(MOST_IN_STEP, edges.weight[e] ?? 0);
  const norms = { profiles: finder.profiles(), persons: population.personCount, ...universe, accepted };
  return { norms: held ?? norms, moments, incidence, edges };
}

function findMoments(read: Read, held: SynchronyNorms | undefined): MomentFinder {
  const { columns, population, activity, parameters } = read;
  const { events } = columns;
  const finder = new MomentFinder(population.personCount, held?.profiles);
  const isEligible = (e: number): boolean => activity.tells[e] === TELLS.minute && (activity.actor[e] ?? -1) >= 0;
  const types = filled(new Int32Array(events.length), (e) => (isEligible(e) ? (events.type[e] ?? -1) : -1));
  const byType = bucketBy(types, EVENT_TYPE_LIST.length);
  for (const [type, window] of Object.entries(WINDOW_PARAMETER)) {
    const code = eventCode(type as EventType);
    const event = byType.items.subarray(byType.offsets[code] ?? 0, byType.offsets[code + 1] ?? 0);
    const ms = new Float64Array(event.length);
    for (let i = 0; i < event.length; i++) ms[i] = Math.floor((events.at[event[i] ?? 0] ?? 0) / 4);
    finder.addActions(
      type as EventType,
      parameters[window] * HOUR_MS,
      {
        event,
        person: valuesAt(population.personOf, valuesAt(activity.actor, event)),
        target: valuesAt(events.to, event),
        ms,
      },
      read.lives?.[type],
    );
  }
  return finder;
}

function crowdLimits({ columns: { entities }, population, parameters }: Read): CrowdLimits {
  const { entityOf, personOffsets, personAccounts } = population;
  return {
    most: parameters.maxAccountsPerMoment,
    leastTargets: parameters.minSynchronousTargets,
    drawn: parameters.maxRingSize,
    hashOf: (person) => hashText(entities.id.at(entityOf[personAccounts[personOffsets[person] ?? 0] ?? 0] ?? 0) ?? ''),
  };
}

type Sizes = { readonly incidence: Incidence; readonly parameters: DetectionParameters };

/**
 * Moment → what it weighs for each pair: the more were there the less, down to that of a moment just short of a crowd;
 * what is larger came back, and is no popular place. `persons`: all there are.
 */
export function shareOfMoment({ incidence, parameters }: Sizes, persons = incidence.rowCount) {
  const most = Math.max(parameters.maxAccountsPerMoment, 2);
  return (moment: number): number =>
    MOMENT_WEIGHT * hubDiscount(persons, Math.min(most, columnDegree(incidence, moment)));
}

/** Row → different deeds it has a moment of. */
function deedsByRow({ rowCount, rowOffsets, rowEntries, entryColumn }: Incidence, { deed }: Moments): Int32Array {
  return filled(new Int32Array(rowCount), (row) => {
    let count = 0;
    let last = -1;
    for (let r = rowOffsets[row] ?? 0; r < (rowOffsets[row + 1] ?? 0); r++) {
      const own = deed[entryColumn[rowEntries[r] ?? 0] ?? 0] ?? 0;
      if (own !== last) count++;
      last = own;
    }
    return count;
  });
}

type Counted = Sizes & Pick<Synchrony, 'moments'> & { readonly company: (a: number, b: number) => number };

/** Of all that either of two did so much was done with the other: whatever they repeat, it is no habit of two regulars. */
const NEARLY_ALL = 0.75;

/** Hypergeometric p for each pair in step: by moments, which grow with habits; by deeds for those without. */
function chanceOf(
  { length, from, to, common }: ProjectedEdges,
  { incidence, moments, parameters, company }: Counted,
  universe: Pick<SynchronyNorms, 'moments' | 'deeds'>,
): Float64Array {
  const { rowOffsets } = incidence;
  const byMoment = createHypergeometricTail(Math.max(LEAST_UNIVERSE, universe.moments));
  const byDeed = createHypergeometricTail(Math.max(LEAST_UNIVERSE, universe.deeds));
  const deeds = deedsByRow(incidence, moments);
  const momentsOf = (row: number): number => (rowOffsets[row + 1] ?? 0) - (rowOffsets[row] ?? 0);
  return filled(new Float64Array(length), (e) => {
    const [a, b, both] = [from[e] ?? 0, to[e] ?? 0, common[e] ?? 0];
    const p = byMoment(both, momentsOf(a), momentsOf(b));
    if (both < parameters.minSynchronousTargets || company(a, b) < NEARLY_ALL) return p;
    return Math.min(p, byDeed(both, deeds[a] ?? 0, deeds[b] ?? 0));
  });
}

/** The members act on the same targets at the same moments, more often than the targets' popularity explains. */
import type { EventType } from '../../domain/ontology.ts';
import type { GroupFacts } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import { oncePerGroup } from '../once-per-group.ts';
import { windowMsOf } from '../signals/synchrony.ts';
import { type Finder, LISTED_ENDS } from './finding.ts';
import { counted } from './wording.ts';

const WORTH = 30;
/** Meetings from which on it counts in full. */
const FULL = 5;
/** Things of one owner say less than as many things of different ones: an audience follows whom it likes. */
const PER_OWNER = 3;

export type InStep = {
  /** Moments at least two members share. */
  readonly moments: readonly number[];
  readonly targets: readonly number[];
  /** Share of the targets that are members of the group or belong to them. */
  readonly own: number;
  /** Other targets at other times at which the median member met another one. */
  readonly meetings: number;
  readonly members: readonly number[];
  /** Members at these moments, a member once at each, and how many persons the popularity of the targets explains there. */
  readonly observed: number;
  readonly expected: number;
  readonly types: readonly EventType[];
};

/** Members who share moments at enough different targets with someone else of the group; null when too few do. */
export const membersInStep = oncePerGroup(findInStep);

function findInStep(marketplace: Marketplace, facts: GroupFacts): InStep | null {
  if (!haveMoments(marketplace, facts)) return null;
  const { target, type, expected } = marketplace.synchrony.moments;
  const present = [...membersAtMoments(marketplace, facts)].filter(([, members]) => members.length >= 2);
  const targetsOf = new Map<number, Set<number>>();
  for (const [moment, members] of present) {
    for (const member of members) {
      targetsOf.set(member, (targetsOf.get(member) ?? new Set<number>()).add(target[moment] ?? 0));
    }
  }
  const least = marketplace.parameters.minSynchronousTargets;
  const members = [...targetsOf].filter(([, targets]) => targets.size >= least).map(([member]) => member);
  if (members.length < 2) return null;
  const moments = present.map(([moment]) => moment).sort((a, b) => a - b);
  const targets = [...new Set(moments.map((moment) => target[moment] ?? 0))].sort((a, b) => a - b);
  return {
    moments,
    targets,
    own: shareOwned(marketplace, facts, targets),
    meetings: medianMeetings(marketplace, present, members),
    members: members.sort((a, b) => a - b),
    observed: present.reduce((sum, [, those]) => sum + those.length, 0),
    expected: moments.reduce((sum, moment) => sum + (expected[moment] ?? 0), 0),
    types: [...new Set(moments.map((moment) => type[moment] ?? 'ORDER'))].sort(),
  };
}

/**
 * A school class buys six books in one evening, colleagues have lunch at one place every day, an audience follows whom
 * it likes: what speaks for a common hand is another target of another owner at another time, again and again
 * (CopyCatch: users × pages within a span of time). Counted for each member, so that a crowd's accidents do not add up.
 */
function medianMeetings(
  marketplace: Marketplace,
  present: readonly (readonly [number, readonly number[]])[],
  members: readonly number[],
): number {
  const own = new Map<number, number[]>(members.map((member) => [member, []]));
  for (const [moment, those] of present) for (const member of those) own.get(member)?.push(moment);
  const each = [...own.values()].map((moments) => meetingsAt(marketplace, moments)).sort((a, b) => a - b);
  return each[each.length >> 1] ?? 0;
}

function meetingsAt(marketplace: Marketplace, moments: readonly number[]): number {
  const { target } = marketplace.synchrony.moments;
  const targets = new Set(moments.map((moment) => target[moment] ?? 0));
  const owners = new Set([...targets].map((entity) => ownerOf(marketplace, entity)));
  return Math.min(targets.size, owners.size * PER_OWNER, countOccasions(marketplace, moments));
}

function shareOwned(marketplace: Marketplace, { members }: GroupFacts, targets: readonly number[]): number {
  const own = new Set(members.map((account) => accountEntity(marketplace, account)));
  return targets.filter((entity) => own.has(ownerOf(marketplace, entity))).length / targets.length;
}

/**
 * Spans of time that the moments fall into, each a whole window clear of the next: what is no farther apart than acts of
 * one moment may be is one occasion, such as an evening of errands that the spans cut in two.
 */
function countOccasions({ synchrony, parameters }: Marketplace, moments: readonly number[]): number {
  const { startMs, type } = synchrony.moments;
  const inTime = [...moments].sort((a, b) => (startMs[a] ?? 0) - (startMs[b] ?? 0) || a - b);
  let occasions = 0;
  let over = Number.NEGATIVE_INFINITY;
  for (const moment of inTime) {
    const start = startMs[moment] ?? 0;
    if (start < over) continue;
    occasions++;
    over = start + 2 * (windowMsOf(type[moment] ?? 'ORDER', parameters) ?? 0);
  }
  return occasions;
}

/** The entity itself where nobody owns it. */
const ownerOf = ({ activity, population }: Marketplace, entity: number): number => {
  const account = activity.ownerOf(entity);
  return account >= 0 ? (population.entityOf[account] ?? entity) : entity;
};

/** Whether two members took part in as many moments as being in step takes. */
function haveMoments({ synchrony, population, parameters }: Marketplace, { members }: GroupFacts): boolean {
  const { rowOffsets } = synchrony.incidence;
  let active = 0;
  for (const member of members) {
    const person = population.personOf[member] ?? 0;
    const moments = (rowOffsets[person + 1] ?? 0) - (rowOffsets[person] ?? 0);
    if (moments >= parameters.minSynchronousTargets && ++active === 2) return true;
  }
  return false;
}

/** Moment → members who acted in it. */
export function membersAtMoments(marketplace: Marketplace, facts: GroupFacts): Map<number, number[]> {
  const { synchrony, population } = marketplace;
  const { rowOffsets, rowEntries, entryColumn } = synchrony.incidence;
  // Friends who split a bill pay each other at the same hour; only what members do to others is coordinated.
  const own = new Set(facts.members.map((account) => accountEntity(marketplace, account)));
  const betweenMembers = (moment: number): boolean =>
    synchrony.moments.type[moment] === 'TRANSFER' && own.has(synchrony.moments.target[moment] ?? -1);
  const present = new Map<number, number[]>();
  for (const member of facts.members) {
    const person = population.personOf[member] ?? 0;
    for (let r = rowOffsets[person] ?? 0; r < (rowOffsets[person + 1] ?? 0); r++) {
      const moment = entryColumn[rowEntries[r] ?? 0] ?? 0;
      if (betweenMembers(moment)) continue;
      const known = present.get(moment);
      if (known) known.push(member);
      else present.set(moment, [member]);
    }
  }
  return present;
}

export const findSynchronousActs: Finder = (marketplace, facts) => {
  const inStep = membersInStep(marketplace, facts);
  if (!inStep) return [];
  const { moments, targets, members, observed, expected, types, meetings } = inStep;
  const coverage = members.length / facts.members.length;
  const brief =
    `${members.length} of ${facts.members.length} members acted together on ${counted(targets.length, 'target')} ` +
    `at ${counted(moments.length, 'moment')}`;
  return [
    {
      type: 'SYNCHRONY',
      kind: 'synchrony',
      statement:
        `${brief}: seen there ${counted(observed, 'time')} in all, where the popularity of these targets explains ` +
        expected.toFixed(1),
      brief,
      points: WORTH * (0.3 + 0.7 * coverage) * Math.min(1, meetings / FULL + 0.1),
      entities: targets.slice(0, LISTED_ENDS),
      members,
      eventTypes: types,
      enoughAlone: meetings >= marketplace.parameters.lockstepMeetings && coverage >= 0.5,
    },
  ];
};

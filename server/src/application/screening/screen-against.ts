/**
 * One question of a screening, answered over two levels: what the asked entity shares with others; and only where none
 * of those is known, what those share in turn. So the nearest finding is at most four links away.
 */
import { type AllowList, toAllowList } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Screening, ScreeningMatch } from '../../domain/screening.ts';
import type { Suppression } from '../../domain/suppression.ts';
import { confirmedAccounts, cutTies } from '../../domain/verdict.ts';
import { nameOf } from '../exploration/link-sentence.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { currentTime } from '../record-event.ts';
import { matchSentence, toHops } from './describe-way.ts';
import { FAR, NEAR, TieReader } from './follow-ties.ts';
import { type Findings, findKnownBad, type KnownBad, mayKnowAny } from './known-bad.ts';
import { asideSentence } from './put-aside.ts';
import { givenTie, isActor, isIdentifier, type Tie } from './tie-graph.ts';
import { combine, type Way, waysFrom } from './weigh-ties.ts';

export type ScreeningQuestion = { readonly entity: EntityRef; readonly identifiers: readonly EntityRef[] };

const MOST_MATCHES = 10;

/** What people have concluded, and where the rest is read: the same for every question asked of one moment. */
export type ScreeningGround = Findings & {
  readonly graph: GraphStore;
  readonly cut: ReadonlySet<string>;
  /** Entries in force, … */
  readonly suppressions: readonly Suppression[];
  /** … and those of them that say of an identifier that it is in order. */
  readonly allowed: AllowList;
  readonly changeNumber: number;
};

type Sources = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly suppressions: SuppressionStore;
  readonly clock: Clock;
};

export async function readConclusions({ graph, rings, verdicts, suppressions, clock }: Sources) {
  const now = currentTime(clock);
  const [current, inForce] = await Promise.all([verdicts.current(), suppressions.inForce(now)]);
  const conclusions = { verdicts: current, confirmed: confirmedAccounts(current), suppressions: inForce };
  return { graph, rings, ...conclusions, cut: cutTies(current.links, now), allowed: toAllowList(inForce) };
}

/** For who has been allowed to ask already. */
export async function screenAgainst(ground: ScreeningGround, question: ScreeningQuestion): Promise<Screening> {
  const ties = new TieReader(ground);
  const { entity, identifiers } = question;
  await ties.readEntities([entity, ...identifiers]);
  await ties.readHolders(await ties.readTies([entity], NEAR, givenTies(question)), NEAR);
  let known = await findKnownBad(ground, ties.tied.entities, entity);
  let ways = waysOf(entity, ties, known, 1);
  if (ways.length === 0) {
    const things = await ties.readTies(accountsMet(ties, entity), FAR);
    if (await mayFindAny(ground, ties, things)) {
      await ties.readHolders(things, FAR);
      known = await findKnownBad(ground, ties.tied.entities, entity);
      ways = waysOf(entity, ties, known, 2);
    }
  }
  return { ...toScreening(question, { ties, known, ways }), changeNumber: ground.changeNumber };
}

/** Who the holders are is a small question, how they hold it a large one that hardly ever finds anything. */
async function mayFindAny(findings: Findings, ties: TieReader, things: readonly EntityRef[]): Promise<boolean> {
  const met = await ties.meetHolders(things);
  return met === null || (await mayKnowAny(findings, [...met, ...ties.entitiesMet()]));
}

/** An identifier asked about is as if somebody new held it. */
const givenTies = ({ entity, identifiers }: ScreeningQuestion): readonly Tie[] => [
  ...identifiers.map(givenTie),
  ...(isIdentifier(entity) ? [{ ...givenTie(entity), weight: 1 }] : []),
];

const accountsMet = ({ tied }: TieReader, { kind, id }: EntityRef): readonly EntityRef[] => {
  const direct = (tied.ties.get(entityKey({ kind, id })) ?? []).map(({ to }) => to).filter(isActor);
  const byCrowd = [...tied.things.values()].sort((a, b) => a.holders.length - b.holders.length);
  return [...direct, ...byCrowd.flatMap(({ holders }) => holders.map(({ ref }) => ref))];
};

function waysOf(entity: EntityRef, { tied }: TieReader, known: KnownBad, sharings: number): readonly Way[] {
  const itself = (isActor(entity) ? (known.bad.get(entityKey(entity)) ?? []) : []).map(({ target, sure }) => ({
    target,
    risk: sure,
    steps: [],
  }));
  return [...itself, ...waysFrom({ tied, known }, entity, sharings)];
}

type Finding = { readonly ties: TieReader; readonly known: KnownBad; readonly ways: readonly Way[] };

function toScreening({ entity, identifiers }: ScreeningQuestion, { ties, known, ways }: Finding) {
  const matches = toMatches(entity, known, ways);
  const nearest = [...matches].sort((a, b) => a.path.length - b.path.length || b.risk - a.risk)[0] ?? null;
  const aside = [...ties.aside.values()];
  const isNew = (ref: EntityRef): boolean => (ties.tied.entities.get(entityKey(ref))?.linkCount ?? 0) === 0;
  const statement = nearest?.statement ?? `Nothing known is tied to ${nameOf(entity)} within four links.`;
  return {
    entity,
    isKnown: (ties.tied.entities.get(entityKey(entity)) ?? null) !== null,
    risk: combine(ways),
    statement: `${statement}${asideSentence(aside)}`,
    nearest,
    matches: matches.slice(0, MOST_MATCHES),
    newIdentifiers: identifiers.filter(isNew),
    ignoredHubs: aside.map(({ hub }) => hub),
  };
}

function toMatches(entity: EntityRef, known: KnownBad, ways: readonly Way[]): readonly ScreeningMatch[] {
  const byTarget = new Map<string, Way[]>();
  for (const way of ways) byTarget.set(way.target, [...(byTarget.get(way.target) ?? []), way]);
  const matches = [...byTarget].flatMap(([key, own]): readonly ScreeningMatch[] => {
    const target = known.targets.get(key);
    const best = own.reduce((a, b) =>
      b.steps.length < a.steps.length || (b.steps.length === a.steps.length && b.risk > a.risk) ? b : a,
    );
    const path = toHops(best, known);
    return target ? [{ target, risk: combine(own), path, statement: matchSentence(entity, target, path) }] : [];
  });
  return matches.sort((a, b) => b.risk - a.risk || a.path.length - b.path.length);
}

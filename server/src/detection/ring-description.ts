/** Puts the finished picture of one group into the words and fields of a ring. */
import { compareText } from '../domain/compare-text.ts';
import { eventEntry, STAGES, type Stage } from '../domain/ontology.ts';
import {
  type Evidence,
  type RingCandidate,
  type Severity,
  type SharedIdentifier,
  type TypologyMatch,
  typologyWords,
} from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { confidenceOf } from './confidence/calibration.ts';
import { BY_ENDS, eventsBehind } from './events-behind.ts';
import type { CounterFinding, Finding, Findings } from './evidence/finding.ts';
import { counted, percent } from './evidence/wording.ts';
import { exposureOf } from './exposure.ts';
import type { GroupFacts } from './group-facts.ts';
import { accountRef, type Marketplace } from './marketplace.ts';
import { rolesOf } from './roles.ts';
import { round, type Score, scoreOf } from './score.ts';
import { severityOf, wouldDrop } from './severity.ts';
import { matchTypologies, stagesOf } from './typologies/catalogue.ts';

const LISTED_IDENTIFIERS = 50;
/** Facts in the summary: what a reader takes in at one glance. */
const SUMMARISED = 2;

/** Null when it is not worth publishing. */
export function describeRing(marketplace: Marketplace, facts: GroupFacts, findings: Findings): RingCandidate | null {
  const { once, parameters } = marketplace;
  const score = scoreOf(findings, facts.members.length);
  if (score.gravity < parameters.minScore) return null;
  const exposure = exposureOf(marketplace, facts);
  const most = (found: Severity | null): Severity | null => mostFor(facts, found);
  const severity = most(severityOf(score, exposure.inTypicalOrders, parameters));
  if (severity === null) return null;
  const typologies = matchTypologies(marketplace, facts, findings);
  const confidence = confidenceOf(score.score);
  const seen = seenBetween(marketplace, facts);
  const drop = wouldDrop(findings, facts.members.length, score, {
    atStake: exposure.inTypicalOrders,
    parameters,
    most,
  });
  return {
    score: score.score,
    gravity: score.gravity,
    severity,
    confidence,
    size: facts.members.length,
    summary: once.sentence(summarise(facts, findings, typologies)),
    markets: marketsOf(marketplace, facts),
    stages: stages(findings, typologies),
    members: rolesOf(marketplace, facts, score, confidence),
    identifiers: identifiersOf(marketplace, facts),
    typologies,
    evidence: score.weighed.map(({ finding, points }) =>
      toEvidence({ marketplace, facts }, finding, round(points / total(score), 3)),
    ),
    counterEvidence: findings.against.map((finding) =>
      toEvidence({ marketplace, facts }, finding, -round(finding.penalty, 3)),
    ),
    scoreTerms: score.terms,
    wouldDrop: drop && once.sentence(drop),
    exposure,
    ...seen,
  };
}

/** Two accounts are no ring: a pair with a known fraudster is a lead, at MEDIUM at most. */
const mostFor = ({ persons }: GroupFacts, severity: Severity | null): Severity | null =>
  persons < 3 && (severity === 'HIGH' || severity === 'CRITICAL') ? 'MEDIUM' : severity;

const total = (score: Score): number =>
  Math.max(
    1e-9,
    score.weighed.reduce((sum, { points }) => sum + points, 0),
  );

type Described = { readonly marketplace: Marketplace; readonly facts: GroupFacts };

/** Literals alone: what begins with a spread gets a hidden class of its own each time, larger than the thing itself. */
function toEvidence<Found extends Finding | CounterFinding>(
  { marketplace, facts }: Described,
  finding: Found,
  weight: number,
): Evidence<Found['type']> {
  const { eventTypes, type, eventFilter = BY_ENDS } = finding;
  const statement = marketplace.once.sentence(finding.statement);
  const entities = finding.entities.map(marketplace.once.refOf);
  const members = finding.members.map((account) => accountRef(marketplace, account));
  const eventCount = eventsBehind(marketplace, facts, finding).length;
  return eventTypes.length > 0
    ? { statement, entities, members, eventCount, eventTypes, eventFilter, type, weight }
    : { statement, entities, members, eventCount, eventTypes, type, weight };
}

const PEOPLE: readonly (readonly [keyof Pick<GroupFacts, 'sellers' | 'creators' | 'buyers'>, string])[] = [
  ['sellers', 'seller'],
  ['creators', 'creator'],
  ['buyers', 'buyer'],
];

function summarise(facts: GroupFacts, findings: Findings, typologies: readonly TypologyMatch[]): string {
  const people = PEOPLE.filter(([side]) => facts[side].length > 0).map(([side, noun]) =>
    counted(facts[side].length, noun),
  );
  const who = people.length > 1 ? `${people.slice(0, -1).join(', ')} and ${people.at(-1)}` : (people[0] ?? 'Accounts');
  const [likely] = typologies;
  const opening = likely ? `Looks like ${typologyWords(likely.code)} (${percent(likely.score)}): ${who}; ` : `${who}: `;
  const reasons = findings.for.slice(0, SUMMARISED).map(({ statement, brief }) => brief ?? statement);
  return `${opening}${reasons.join('; ')}.`;
}

function marketsOf({ columns, ...marketplace }: Marketplace, facts: GroupFacts): string[] {
  const markets = new Set<string>();
  for (const account of facts.members) {
    const market =
      columns.entities.markets[columns.entities.market[marketplace.population.entityOf[account] ?? 0] ?? -1];
    if (market !== undefined) markets.add(market);
  }
  return [...markets].sort(compareText);
}

function stages(findings: Findings, typologies: readonly TypologyMatch[]): Stage[] {
  const found = new Set<Stage>(stagesOf(typologies));
  for (const finding of findings.for) {
    const isShared = finding.type.startsWith('SHARED_');
    if (isShared || finding.kind === 'burst') found.add('onboarding');
    // What an identifier was used for says nothing of when the group acted.
    if (!isShared) for (const type of finding.eventTypes) found.add(eventEntry(type).stage);
  }
  return STAGES.filter((stage) => found.has(stage));
}

function identifiersOf({ once }: Marketplace, facts: GroupFacts): SharedIdentifier[] {
  return facts.shared.slice(0, LISTED_IDENTIFIERS).map(({ entity, holders, accounts }) => {
    const { kind, id } = once.refOf(entity);
    return { kind, id, sharedBy: holders.length, accounts };
  });
}

/** From the first to the last sighting of what ties the group. */
function seenBetween(marketplace: Marketplace, facts: GroupFacts) {
  const { sharing, columns } = marketplace;
  const { rowOffsets, rowEntries, entryColumn, times } = sharing.byAccount;
  const shared = new Set(facts.shared.map(({ identifier }) => identifier));
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const note = (from = Number.NaN, to = Number.NaN): void => {
    if (from < first) first = from;
    if (to > last) last = to;
  };
  for (const account of facts.members) {
    for (let r = rowOffsets[account] ?? 0; r < (rowOffsets[account + 1] ?? 0); r++) {
      const entry = rowEntries[r] ?? 0;
      if (shared.has(entryColumn[entry] ?? -1)) note(times.first(entry), times.last(entry));
    }
  }
  for (const event of facts.inside) note(columns.events.at[event], columns.events.at[event]);
  return {
    firstSeen: Number.isFinite(first) ? (first as TimePoint) : null,
    lastSeen: Number.isFinite(last) ? (last as TimePoint) : null,
  };
}

/**
 * Screening at the door: an entity, or one about to be created with its identifiers, against all that is known now.
 * Two levels: what it shares with others; and only where none of those is known, what those share in turn. So the
 * nearest finding is at most four links away. Reads only; bounded whatever is asked.
 */
import { entityKey } from '../domain/entity-key.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { IgnoredHub } from '../domain/ring.ts';
import type { Screening, ScreeningMatch } from '../domain/screening.ts';
import { confirmedAccounts, cutTies } from '../domain/verdict.ts';
import { nameOf } from './exploration/link-sentence.ts';
import type { Clock } from './ports/clock.ts';
import { refusal } from './reader.ts';
import { currentTime } from './record-event.ts';
import { matchSentence, toHops } from './screening/describe-way.ts';
import { FAR, NEAR, TieReader } from './screening/follow-ties.ts';
import { findKnownBad, type KnownBad } from './screening/known-bad.ts';
import { givenTie, isActor, isIdentifier, type Tie } from './screening/tie-graph.ts';
import { combine, type Way, waysFrom } from './screening/weigh-ties.ts';
import type { VerdictReader } from './verdicts/show-verdicts.ts';

export type ScreeningQuestion = { readonly entity: EntityRef; readonly identifiers: readonly EntityRef[] };

export const MOST_IDENTIFIERS = 50;
const MOST_MATCHES = 10;

export async function screenEntity(
  reader: VerdictReader & { readonly clock: Clock },
  question: ScreeningQuestion,
): Promise<Result<Screening, Failure>> {
  const refused = refusal(reader.principal, 'readGraph') ?? refusal(reader.principal, 'readRings') ?? check(question);
  if (refused) return fail(refused);
  const changeNumber = await reader.graph.changeNumber();
  const verdicts = await reader.verdicts.current();
  const findings = { rings: reader.rings, verdicts, confirmed: confirmedAccounts(verdicts) };
  const ties = new TieReader(reader.graph, cutTies(verdicts.links, currentTime(reader.clock)));
  const { entity } = question;
  await ties.readEntities([entity]);
  await ties.readTies([entity], NEAR, givenTies(question));
  let known = await findKnownBad(findings, ties.tied.entities, entity);
  let ways = waysOf(entity, ties, known, 1);
  if (ways.length === 0) {
    await ties.readTies(accountsMet(ties, entity), FAR);
    known = await findKnownBad(findings, ties.tied.entities, entity);
    ways = waysOf(entity, ties, known, 2);
  }
  return ok({ ...toScreening(question, { ties, known, ways }), changeNumber });
}

function check({ entity, identifiers }: ScreeningQuestion): Failure | null {
  if (!isActor(entity) && !isIdentifier(entity)) {
    return failure('INVALID_ARGUMENT', `Only accounts and identifiers can be screened; ${entity.kind} is neither.`);
  }
  const wrong = identifiers.find((ref) => !isIdentifier(ref));
  if (wrong) return failure('INVALID_ARGUMENT', `identifiers may not hold ${wrong.kind}: it identifies nobody.`);
  if (identifiers.length <= MOST_IDENTIFIERS) return null;
  return failure('LIMIT_EXCEEDED', `identifiers has ${identifiers.length} entries; the limit is ${MOST_IDENTIFIERS}.`);
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
  const ignoredHubs = [...ties.hubs.values()].map(toIgnoredHub);
  const isNew = (ref: EntityRef): boolean => (ties.tied.entities.get(entityKey(ref))?.linkCount ?? 0) === 0;
  const statement = nearest?.statement ?? `Nothing known is tied to ${nameOf(entity)} within four links.`;
  return {
    entity,
    isKnown: (ties.tied.entities.get(entityKey(entity)) ?? null) !== null,
    risk: combine(ways),
    statement: `${statement}${hubSentence(ignoredHubs)}`,
    nearest,
    matches: matches.slice(0, MOST_MATCHES),
    newIdentifiers: identifiers.filter(isNew),
    ignoredHubs,
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

const toIgnoredHub = ({
  kind,
  id,
  linkCount,
}: {
  kind: EntityRef['kind'];
  id: string;
  linkCount: number;
}): IgnoredHub => ({
  kind,
  id,
  accounts: linkCount,
  reason: `${linkCount.toLocaleString('en')} links: shared by too many to say anything about one of them.`,
});

function hubSentence(hubs: readonly IgnoredHub[]): string {
  const first = hubs[0];
  if (!first) return '';
  const more = hubs.length === 1 ? '' : ` and ${hubs.length - 1} more`;
  return ` Left out, as too widely shared to tell: ${nameOf(first)}${more}.`;
}

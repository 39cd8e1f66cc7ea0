/** What was concluded of a ring and its members, and of rings like it. */
import { entityKey } from '../../domain/entity-key.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type Ring, typologyWords } from '../../domain/ring.ts';
import {
  isInForce,
  type LinkVerdict,
  type MemberVerdict,
  type RingVerdict,
  tieKey,
  type VerdictBasis,
} from '../../domain/verdict.ts';
import type { Clock } from '../ports/clock.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { type Reader, refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { judgedOrigins } from './judged-origins.ts';
import { memberVerdictsOf } from './member-verdicts.ts';

export type VerdictReader = Reader & { readonly verdicts: VerdictStore };
export type SimilarRing = { readonly ring: Ring; readonly verdict: RingVerdict; readonly statement: string };

const MOST_SIMILAR = 5;
/** A member or an identifier against a way of working that both certainly have. */
const SAME_COUNTS = 10;

/** Oldest first; the last one holds. */
export async function showVerdicts(
  { principal, verdicts }: VerdictReader,
  ringId: string,
): Promise<Result<readonly RingVerdict[], Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await verdicts.ringVerdicts(ringId));
}

/** Those given on it, and on rings that ended in it; oldest first. */
export async function showPastVerdicts(
  { principal, rings, verdicts }: VerdictReader,
  ringId: string,
): Promise<Result<readonly RingVerdict[], Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const { rings: judged } = await verdicts.current();
  const ended = (await judgedOrigins(rings, ringId, judged)).filter(({ status }) => status === 'DISSOLVED');
  const theirs = await Promise.all(ended.map(({ id }) => verdicts.ringVerdicts(id)));
  const own = await verdicts.ringVerdicts(ringId);
  const travelled = new Set(own.map(({ at }) => at));
  const others = theirs.flat().filter(({ at }) => !travelled.has(at));
  const told = others.map((verdict) => ({ ...verdict, inheritedFrom: verdict.inheritedFrom ?? verdict.ringId }));
  return ok([...told, ...own].sort((a, b) => a.at - b.at));
}

/** Those that hold, by `Kind:id`. */
export async function showMemberVerdicts(
  { principal, rings, verdicts }: VerdictReader,
  ringId: string,
): Promise<Result<ReadonlyMap<string, MemberVerdict>, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const given = await memberVerdictsOf({ rings, verdicts }, ringId);
  return ok(new Map([...given].flatMap(([key, all]) => all.slice(-1).map((verdict) => [key, verdict] as const))));
}

/** The verdict that holds on these two ends, whichever was named first. */
export async function findLinkVerdict(
  { principal, verdicts, clock }: VerdictReader & { readonly clock: Clock },
  from: EntityRef,
  to: EntityRef,
): Promise<Result<LinkVerdict | null, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const ends = new Set([tieKey(from, to), tieKey(to, from)]);
  const given = (await verdicts.current()).links.find((verdict) => ends.has(tieKey(verdict.from, verdict.to)));
  return ok(given !== undefined && isInForce(given, currentTime(clock)) ? given : null);
}

/** Rings that were judged and share members, identifiers or a way of working; the most in common first. */
export async function findSimilarRings(
  { principal, verdicts, rings }: VerdictReader,
  ring: Ring,
): Promise<Result<readonly SimilarRing[], Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const judged = [...(await verdicts.current()).rings.values()].filter(({ ringId }) => ringId !== ring.id);
  const alike = judged.flatMap((verdict) => {
    const likeness = compare(ring, verdict.basis);
    return likeness === null ? [] : [{ verdict, ...likeness }];
  });
  alike.sort((a, b) => b.rank - a.rank || b.verdict.at - a.verdict.at);
  const found = await Promise.all(
    alike.slice(0, MOST_SIMILAR).map(async ({ verdict, statement }) => {
      const other = await rings.ring(verdict.ringId);
      return other === null ? [] : [{ ring: other, verdict, statement }];
    }),
  );
  return ok(found.flat());
}

/** With the other as it was judged: of thousands of judged rings only those that are shown are read. */
function compare(ring: Ring, judged: VerdictBasis): { readonly rank: number; readonly statement: string } | null {
  const members = common(ring.members.map(entityKey), judged.members).length;
  const identifiers = common(ring.identifiers.map(entityKey), judged.identifiers ?? []).length;
  const alike = ring.typologies.filter(({ code }) => judged.typologies.includes(code));
  const told = [
    ...(members > 0 ? [`${members} of the same members`] : []),
    ...(identifiers > 0 ? [`${identifiers} of the same identifiers`] : []),
    ...(alike.length > 0 ? [`works alike: ${alike.map(({ code }) => typologyWords(code)).join(', ')}`] : []),
  ];
  if (told.length === 0) return null;
  const working = alike.reduce((sum, { score }) => sum + score, 0);
  return { rank: SAME_COUNTS * (members + identifiers) + working, statement: told.join('; ') };
}

function common(a: readonly string[], b: readonly string[]): readonly string[] {
  const known = new Set(b);
  return a.filter((key) => known.has(key));
}

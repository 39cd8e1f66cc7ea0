/**
 * An investigator's verdict on a ring, a member or a link: kept with its reason and with the picture that was judged,
 * and respected by every later run.
 */
import { entityKey } from '../../domain/entity-key.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { basisOf } from '../../domain/material-change.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import {
  inWords,
  isFinal,
  type LinkVerdict,
  type MemberVerdict,
  type MemberVerdictCode,
  type RingVerdict,
  type RingVerdictCode,
  type SeenPicture,
  type VerdictReason,
} from '../../domain/verdict.ts';
import { closeJudged } from '../alerts/close-judged.ts';
import { findRing } from '../find-ring.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { DomainEvent, RingPicture } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { type Reader, refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { pictureAt } from '../show-ring-at.ts';
import { newsSince } from './carry-verdicts.ts';
import { memberVerdictsOf } from './member-verdicts.ts';
import { findLinkVerdict } from './show-verdicts.ts';

export type Judge = Reader & {
  readonly verdicts: VerdictStore;
  readonly alerts: AlertStore;
  readonly clock: Clock;
};
type Grounds = { readonly reason: VerdictReason; readonly note: string };
/** `runId`: the run whose picture is judged; default: the newest. What came since then is news. */
type Judged = { readonly ringId: string; readonly runId?: string };

/** When the verdict was given that was seen; null: none was. Where another holds by now, nothing is written. */
type Last = { readonly lastVerdictAt?: TimePoint | null };

type RingInput = Grounds & Judged & Last & { readonly verdict: RingVerdictCode };

export async function setRingVerdict(
  judge: Judge,
  { verdict, reason, note, lastVerdictAt, ...judged }: RingInput,
): Promise<Result<Ring, Failure>> {
  const found = await pictureToJudge(judge, judged);
  if (!found.ok) return found;
  const { ring, picture, seen } = found.value;
  const given = { reason, note, by: judge.principal.name, at: currentTime(judge.clock) };
  const basis = basisOf(picture.ring);
  const entire: RingVerdict = {
    ...{ ...given, ringId: ring.id, verdict, basis, seen },
    outdatedBy: newsSince({ verdict, basis }, ring),
    inheritedFrom: seen.ringId === ring.id ? null : seen.ringId,
  };
  const details = { verdict, reason, run: seen.runId };
  const event = toEvent(judge, 'ringVerdictGiven', ring.id, details);
  if (!(await judge.verdicts.addRingVerdict(entire, event, lastVerdictAt)))
    return fail(await otherVerdict(judge, ring));
  if (isFinal(entire)) await closeJudged(judge, entire);
  return ok(ring);
}

async function otherVerdict({ verdicts }: Judge, { id }: Ring): Promise<Failure> {
  const other = (await verdicts.ringVerdicts(id)).at(-1);
  return changedMeanwhile(`Ring ${id}`, other && `${inWords(other.verdict)}, by ${other.by}`);
}

export const changedMeanwhile = (what: string, said: string | undefined): Failure =>
  failure(
    'CHANGED_MEANWHILE',
    `${what} was judged meanwhile${said ? `: ${said}` : ''}. Judge again if you still would.`,
  );

type MemberInput = Grounds &
  Judged &
  Last & {
    readonly member: EntityRef;
    readonly verdict: MemberVerdictCode;
  };

/** Who is not involved is no longer tied to what the ring shares. */
export async function setMemberVerdict(
  judge: Judge,
  { member, verdict, reason, note, lastVerdictAt, ...judged }: MemberInput,
): Promise<Result<Ring, Failure>> {
  const found = await pictureToJudge(judge, judged);
  if (!found.ok) return found;
  const { ring, picture, seen } = found.value;
  const { id } = ring;
  const { members, identifiers } = picture.ring;
  const key = entityKey(member);
  const earlier = (await memberVerdictsOf(judge, id)).get(key) ?? [];
  if (!members.some((one) => entityKey(one) === key) && earlier.length === 0) {
    return fail(failure('NOT_FOUND', `${key} is no member of ${id}.`));
  }
  const given = { reason, note, by: judge.principal.name, at: currentTime(judge.clock) };
  const isSameActor = verdict === 'INVOLVED';
  const links = identifiers.map(
    ({ kind, id: shared }): LinkVerdict => ({
      ...given,
      from: member,
      to: { kind, id: shared },
      isSameActor,
      until: null,
    }),
  );
  const event = toEvent(judge, 'memberVerdictGiven', id, { verdict, reason, run: seen.runId });
  const entire: MemberVerdict = { ...given, ringId: id, member, verdict, seen };
  // What was said of it before it came here holds no longer.
  const also = earlier.flatMap(({ ringId }) => (ringId === id ? [] : [{ ...entire, ringId }]));
  const seenLast = lastVerdictAt === undefined ? {} : { lastAt: lastVerdictAt };
  if (await judge.verdicts.addMemberVerdict(entire, links, event, { also, ...seenLast })) return ok(ring);
  const other = (await memberVerdictsOf(judge, id)).get(key)?.at(-1);
  return fail(changedMeanwhile(key, other && `${inWords(other.verdict)}, by ${other.by}`));
}

type LinkInput = Grounds & {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly isSameActor: boolean;
  readonly until: TimePoint | null;
};

export async function setLinkVerdict(
  judge: Judge,
  { lastVerdictAt, ...input }: LinkInput & Last,
): Promise<Result<LinkVerdict, Failure>> {
  const refused = refusal(judge.principal, 'giveVerdicts');
  if (refused) return fail(refused);
  const at = currentTime(judge.clock);
  if (input.until !== null && input.until <= at)
    return fail(failure('INVALID_ARGUMENT', 'until must be in the future.'));
  const known = await judge.graph.entities([input.from, input.to]);
  const missing = [input.from, input.to].find((_, i) => known[i] === null);
  if (missing) return fail(failure('NOT_FOUND', `There is no ${missing.kind} with this id.`));
  const verdict = { ...input, by: judge.principal.name, at };
  const { isSameActor, reason } = input;
  const event = toEvent(judge, 'linkVerdictGiven', 'link', { isSameActor, reason });
  if (await judge.verdicts.addLinkVerdict(verdict, event, lastVerdictAt)) return ok(verdict);
  const other = await findLinkVerdict(judge, input.from, input.to);
  const by = other.ok && other.value !== null ? `by ${other.value.by}` : undefined;
  return fail(changedMeanwhile('The link', by));
}

type ToJudge = {
  /** As it is now. */
  readonly ring: Ring;
  readonly picture: RingPicture;
  readonly seen: SeenPicture;
};

async function pictureToJudge(judge: Judge, { ringId, runId }: Judged): Promise<Result<ToJudge, Failure>> {
  const refused = refusal(judge.principal, 'giveVerdicts');
  if (refused) return fail(refused);
  const found = await findRing(judge, ringId);
  if (!found.ok) return found;
  const ring = found.value;
  if (ring === null) return fail(failure('NOT_FOUND', `There is no ring ${ringId}.`));
  const picture = await (runId === undefined
    ? judge.rings.lastPicture(ring.id)
    : pictureAt(judge.rings, ring, { runId }));
  if (picture === null) return fail(failure('NOT_FOUND', `No picture of ${ringId} by ${runId ?? 'any run'} is kept.`));
  const seen = { ringId: picture.ring.id, runId: picture.run.id, asOf: picture.run.asOf };
  return ok({ ring: runId === undefined ? picture.ring : ring, picture, seen });
}

const toEvent = (
  { principal, clock }: Judge,
  type: string,
  subject: string,
  details: DomainEvent['details'],
): DomainEvent => ({ type, at: currentTime(clock), principal: principal.id, subject, details });

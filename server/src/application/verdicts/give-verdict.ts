/** An investigator's verdict on a ring, a member or a link: kept with its reason, and respected by every later run. */
import { entityKey } from '../../domain/entity-key.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { basisOf } from '../../domain/material-change.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import {
  isFinal,
  type LinkVerdict,
  type MemberVerdictCode,
  type RingVerdict,
  type RingVerdictCode,
  type VerdictReason,
} from '../../domain/verdict.ts';
import { closeJudged } from '../alerts/close-judged.ts';
import { findRing } from '../find-ring.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import type { DomainEvent } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { type Reader, refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';

export type Judge = Reader & {
  readonly verdicts: VerdictStore;
  readonly alerts: AlertStore;
  readonly clock: Clock;
};
type Grounds = { readonly reason: VerdictReason; readonly note: string };

export async function setRingVerdict(
  judge: Judge,
  { ringId, verdict, reason, note }: Grounds & { readonly ringId: string; readonly verdict: RingVerdictCode },
): Promise<Result<Ring, Failure>> {
  const ring = await ringToJudge(judge, ringId);
  if (!ring.ok) return ring;
  const given = { reason, note, by: judge.principal.name, at: currentTime(judge.clock) };
  const judged = { ...given, ringId: ring.value.id, verdict, basis: basisOf(ring.value) };
  const entire: RingVerdict = { ...judged, outdatedBy: null, inheritedFrom: null };
  await judge.verdicts.addRingVerdict(entire, toEvent(judge, 'ringVerdictGiven', ring.value.id, { verdict, reason }));
  if (isFinal(entire)) await closeJudged(judge, entire);
  return ring;
}

type MemberInput = Grounds & {
  readonly ringId: string;
  readonly member: EntityRef;
  readonly verdict: MemberVerdictCode;
};

/** Who is not involved is no longer tied to what the ring shares. */
export async function setMemberVerdict(
  judge: Judge,
  { ringId, member, verdict, reason, note }: MemberInput,
): Promise<Result<Ring, Failure>> {
  const ring = await ringToJudge(judge, ringId);
  if (!ring.ok) return ring;
  const { id, members, identifiers } = ring.value;
  const earlier = (await judge.verdicts.current()).members.get(id);
  if (!members.some((one) => entityKey(one) === entityKey(member)) && !earlier?.has(entityKey(member))) {
    return fail(failure('NOT_FOUND', `${entityKey(member)} is no member of ${id}.`));
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
  const event = toEvent(judge, 'memberVerdictGiven', id, { verdict, reason });
  await judge.verdicts.addMemberVerdict({ ...given, ringId: id, member, verdict }, links, event);
  return ring;
}

type LinkInput = Grounds & {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly isSameActor: boolean;
  readonly until: TimePoint | null;
};

export async function setLinkVerdict(judge: Judge, input: LinkInput): Promise<Result<LinkVerdict, Failure>> {
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
  await judge.verdicts.addLinkVerdict(verdict, toEvent(judge, 'linkVerdictGiven', 'link', { isSameActor, reason }));
  return ok(verdict);
}

async function ringToJudge(judge: Judge, ringId: string): Promise<Result<Ring, Failure>> {
  const refused = refusal(judge.principal, 'giveVerdicts');
  if (refused) return fail(refused);
  const ring = await findRing(judge, ringId);
  if (!ring.ok) return ring;
  return ring.value === null ? fail(failure('NOT_FOUND', `There is no ring ${ringId}.`)) : ok(ring.value);
}

const toEvent = (
  { principal, clock }: Judge,
  type: string,
  subject: string,
  details: DomainEvent['details'],
): DomainEvent => ({ type, at: currentTime(clock), principal: principal.id, subject, details });

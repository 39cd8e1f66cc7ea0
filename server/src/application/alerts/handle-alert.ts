/** Somebody deals with an alert: sees to it, closes it, or opens it again. Each says why, and each can be taken back. */
import {
  type Alert,
  type AlertStatus,
  type AlertStep,
  type AlertStepType,
  type CloseReason,
  isLive,
} from '../../domain/alert.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { basisOf } from '../../domain/material-change.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import type { AlertReader } from './show-alerts.ts';

export type AlertHandler = AlertReader & { readonly rings: RingStore; readonly clock: Clock };
/** `revision`: of the alert that was seen. Where it has another by now, nothing is written. */
export type SeenAlert = { readonly id: string; readonly revision?: number };
export const LIVE = ['OPEN', 'ACKNOWLEDGED'] as const satisfies readonly AlertStatus[];
type Handled = SeenAlert & { readonly note: string };

export const acknowledgeAlert = (handler: AlertHandler, { note, ...seen }: Handled): Promise<Result<Alert, Failure>> =>
  handle(handler, seen, {
    ...{ type: 'ACKNOWLEDGED', note, from: ['OPEN'] },
    to: (alert, dealt) => ({ ...alert, ...dealt, status: 'ACKNOWLEDGED' }),
  });

export const closeAlert = (
  handler: AlertHandler,
  { note, reason, ...seen }: Handled & { readonly reason: CloseReason },
): Promise<Result<Alert, Failure>> =>
  handle(handler, seen, {
    ...{ type: 'CLOSED', note, from: LIVE },
    to: (alert, dealt) => ({ ...alert, ...dealt, status: 'CLOSED', closeReason: reason }),
  });

/** Not where another alert of its ring has been opened since. */
export const reopenAlert = (handler: AlertHandler, { note, ...seen }: Handled): Promise<Result<Alert, Failure>> =>
  handle(handler, seen, {
    ...{ type: 'REOPENED', note, from: ['ACKNOWLEDGED', 'CLOSED'] },
    to: (alert, dealt) => ({ ...alert, ...dealt, status: 'OPEN', closeReason: null }),
  });

/** Who dealt with it, and what with: the ring as it is now, which later news is held against. */
type Dealt = Pick<Alert, 'handled' | 'basis'>;
export type Dealing = {
  readonly type: AlertStepType;
  readonly note: string;
  readonly from: readonly AlertStatus[];
  /** It is so already: nothing is written, whoever did it. */
  readonly isDone?: (alert: Alert) => boolean;
  readonly to: (alert: Alert, dealt: Dealt) => Alert;
};

/** For whoever may deal with alerts; again where others wrote meanwhile, unless they wrote on this very alert. */
export async function handle(
  handler: AlertHandler,
  seen: SeenAlert,
  dealing: Dealing,
): Promise<Result<Alert, Failure>> {
  const { principal, alerts, clock } = handler;
  const refused = refusal(principal, 'handleAlerts');
  if (refused) return fail(refused);
  for (;;) {
    const basedOn = await alerts.lastStep();
    const before = await alerts.alert(seen.id);
    if (before === null) return fail(failure('NOT_FOUND', `There is no alert ${seen.id}.`));
    if (dealing.isDone?.(before)) return ok(before);
    const objection = await objectionTo(handler, before, { ...seen, from: dealing.from });
    if (objection !== null) return fail(objection);
    const at = currentTime(clock);
    const { type, note } = dealing;
    const handled = { by: principal.name, at, note };
    const alert = dealing.to(before, { handled, basis: await basisNow(handler, before) });
    const event = { type: `alert${type}`, at, principal: principal.id, subject: alert.id, details: toDetails(alert) };
    if (await alerts.change([{ alert, type, ...handled }], basedOn, event)) {
      return ok({ ...alert, revision: basedOn + 1 });
    }
  }
}

const toDetails = ({ ringId, assignment, closeReason }: Alert) => ({
  ring: ringId,
  ...(assignment !== null && { assignee: assignment.to }),
  ...(closeReason !== null && { reason: closeReason }),
});

type Expected = Pick<SeenAlert, 'revision'> & Pick<Dealing, 'from'>;

/** Null where the alert is as it was seen, and stands where it can be dealt with so. */
export async function objectionTo(
  { alerts }: AlertReader,
  alert: Alert,
  { revision, from }: Expected,
): Promise<Failure | null> {
  const { id, ringId, status } = alert;
  if (revision !== undefined && revision !== alert.revision) {
    return changedMeanwhile(id, (await alerts.steps(id)).at(-1));
  }
  if (!from.includes(status)) return failure('INVALID_ARGUMENT', `The alert ${id} is ${status}.`);
  if (isLive(alert)) return null;
  const other = (await alerts.latestOf([ringId])).get(ringId);
  if (other === undefined || !isLive(other)) return null;
  return failure('INVALID_ARGUMENT', `Its ring has another alert by now: ${other.id}.`);
}

function changedMeanwhile(id: string, last: AlertStep | undefined): Failure {
  const what = last === undefined ? '' : `: ${inWords(last)}, by ${last.by}`;
  return failure('CHANGED_MEANWHILE', `The alert ${id} was changed meanwhile${what}. Do it again if you still would.`);
}

function inWords({ type, assignee, note }: AlertStep): string {
  if (assignee !== null) return `given to ${assignee}`;
  if (type === 'RELEASED') return 'let go';
  return type === 'RAISED' ? `raised again (${note})` : type.toLowerCase();
}

async function basisNow({ rings }: AlertHandler, { ringId, basis }: Alert): Promise<Alert['basis']> {
  const ring = await rings.ring(ringId);
  return ring === null ? basis : basisOf(ring);
}

/** Somebody deals with an alert: sees to it, closes it, or opens it again. Each says why, and each can be taken back. */
import { type Alert, type AlertStepType, type GivenCloseReason, isLive } from '../../domain/alert.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { basisOf } from '../../domain/material-change.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import type { AlertReader } from './show-alerts.ts';

export type AlertHandler = AlertReader & { readonly rings: RingStore; readonly clock: Clock };
type Handled = { readonly id: string; readonly note: string };

export const acknowledgeAlert = (handler: AlertHandler, { id, note }: Handled): Promise<Result<Alert, Failure>> =>
  handle(handler, id, {
    ...{ type: 'ACKNOWLEDGED', note, from: ['OPEN'] },
    to: (alert) => ({ ...alert, status: 'ACKNOWLEDGED' }),
  });

export const closeAlert = (
  handler: AlertHandler,
  { id, note, reason }: Handled & { readonly reason: GivenCloseReason },
): Promise<Result<Alert, Failure>> =>
  handle(handler, id, {
    ...{ type: 'CLOSED', note, from: ['OPEN', 'ACKNOWLEDGED'] },
    to: (alert) => ({ ...alert, status: 'CLOSED', closeReason: reason }),
  });

/** Not where another alert of its ring has been opened since. */
export async function reopenAlert(handler: AlertHandler, { id, note }: Handled): Promise<Result<Alert, Failure>> {
  return handle(handler, id, {
    ...{ type: 'REOPENED', note, from: ['ACKNOWLEDGED', 'CLOSED'] },
    to: (alert) => ({ ...alert, status: 'OPEN', closeReason: null }),
  });
}

type Dealing = {
  readonly type: AlertStepType;
  readonly note: string;
  readonly from: readonly Alert['status'][];
  readonly to: (alert: Alert) => Alert;
};

async function handle(handler: AlertHandler, id: string, dealing: Dealing): Promise<Result<Alert, Failure>> {
  const { principal, alerts, clock } = handler;
  const refused = refusal(principal, 'handleAlerts');
  if (refused) return fail(refused);
  for (;;) {
    const basedOn = await alerts.lastStep();
    const before = await alerts.alert(id);
    if (before === null) return fail(failure('NOT_FOUND', `There is no alert ${id}.`));
    const objection = await objectionTo(handler, before, dealing);
    if (objection !== null) return fail(failure('INVALID_ARGUMENT', objection));
    const at = currentTime(clock);
    const { type, note } = dealing;
    const handled = { by: principal.name, at, note };
    const alert = { ...dealing.to(before), handled, basis: await basisNow(handler, before) };
    const event = { type: `alert${type}`, at, principal: principal.id, subject: id, details: { ring: alert.ringId } };
    if (await alerts.change([{ alert, type, ...handled }], basedOn, event)) return ok(alert);
  }
}

async function objectionTo({ alerts }: AlertHandler, alert: Alert, { from }: Dealing): Promise<string | null> {
  if (!from.includes(alert.status)) return `The alert ${alert.id} is ${alert.status}.`;
  if (isLive(alert)) return null;
  const other = (await alerts.latestOf([alert.ringId])).get(alert.ringId);
  return other !== undefined && isLive(other) ? `Its ring has another alert by now: ${other.id}.` : null;
}

/** What was dealt with is the ring as it is now: later news is held against that. */
async function basisNow({ rings }: AlertHandler, { ringId, basis }: Alert): Promise<Alert['basis']> {
  const ring = await rings.ring(ringId);
  return ring === null ? basis : basisOf(ring);
}

/**
 * Retention: pictures that published runs left of their rings are removed after the days the operator set, trials after
 * a month, ended deliveries with them, and the list of newcomers after three months. Runs, lineage and the last picture of every ring stay: an old id always
 * resolves.
 */
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { DAY_MS, toTimePoint } from '../../domain/time-point.ts';
import type { EventLog } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewcomerStore } from '../ports/newcomer-store.ts';
import type { RetentionStore } from '../ports/retention-store.ts';
import type { WebhookStore } from '../ports/webhook-store.ts';
import { refusal } from '../reader.ts';
import { recordEvent } from '../record-event.ts';

export type RetentionDependencies = {
  readonly retention: RetentionStore;
  readonly webhooks: Pick<WebhookStore, 'prune'>;
  readonly newcomers: Pick<NewcomerStore, 'removeFoundBefore'>;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly keepDays: number;
};
export type Retained = { readonly pictures: number; readonly deliveries: number; readonly newcomers: number };

const TRIAL_DAYS = 30;
const DELIVERY_DAYS = 30;
/** Most of them are nobody's accomplices: what was once suspected of them is not kept for long. */
const NEWCOMER_DAYS = 90;

export async function retain(deps: RetentionDependencies, principal: Principal): Promise<Result<Retained, Failure>> {
  const refused = refusal(principal, 'manageSchedules');
  if (refused) return fail(refused);
  const now = deps.clock.now();
  const before = (days: number) => toTimePoint(now - days * DAY_MS, 'MILLISECOND');
  const pictures = await deps.retention.removePictures({
    publishedBefore: before(deps.keepDays),
    trialsBefore: before(Math.min(TRIAL_DAYS, deps.keepDays)),
  });
  const deliveries = await deps.webhooks.prune(now - DELIVERY_DAYS * DAY_MS);
  const newcomers = await deps.newcomers.removeFoundBefore(before(Math.min(NEWCOMER_DAYS, deps.keepDays)));
  const details = { pictures, deliveries, newcomers };
  await recordEvent(deps, principal, { type: 'retained', subject: 'rings', details });
  return ok(details);
}

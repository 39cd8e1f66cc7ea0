/**
 * Several alerts at once, for one reason: exactly those that are named, each on its own, so that one that somebody
 * else was faster with keeps none of the others back. What became of each is told.
 */
import type { Alert, GivenCloseReason } from '../../domain/alert.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SuppressionKind } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { type Assigner, type Assigning, assign, objectionToAssignee } from './assign-alert.ts';
import { type AlertHandler, closeAlert, LIVE, objectionTo, type SeenAlert } from './handle-alert.ts';
import { findAlert } from './show-alerts.ts';
import { type Suppressor, suppressAlerts } from './suppress-alerts.ts';

/** `alert`: as it is after all; null where there is none. `failure` null: it was done. */
export type AlertOutcome = { readonly id: string; readonly alert: Alert | null; readonly failure: Failure | null };
type Outcomes = Promise<Result<readonly AlertOutcome[], Failure>>;
type Several = { readonly alerts: readonly SeenAlert[] };

const MOST_AT_ONCE = 100;

export async function assignAlerts(deps: Assigner, { alerts, ...assigning }: Several & Assigning): Outcomes {
  const objection = await objectionToAssignee(deps, assigning.to);
  if (objection !== null) return fail(objection);
  return each(deps, alerts, (seen) => assign(deps, seen, assigning));
}

type Closing = { readonly reason: GivenCloseReason; readonly note: string };
export const closeAlerts = (deps: AlertHandler, { alerts, ...closing }: Several & Closing): Outcomes =>
  each(deps, alerts, (seen) => closeAlert(deps, { ...seen, ...closing }));

type KeepingBack = { readonly kind: SuppressionKind; readonly reason: string; readonly until: TimePoint };
/** The ring of each, as one entry of its own that is looked at again at its end. */
export const keepBackAlerts = (deps: Suppressor, { alerts, ...keeping }: Several & KeepingBack): Outcomes =>
  each(deps, alerts, (seen) => keepBack(deps, seen, keeping));

async function keepBack(deps: Suppressor, seen: SeenAlert, keeping: KeepingBack): Promise<Result<unknown, Failure>> {
  const alert = await deps.alerts.alert(seen.id);
  if (alert === null) return fail(failure('NOT_FOUND', `There is no alert ${seen.id}.`));
  const objection = await objectionTo(deps, alert, { ...seen, from: LIVE });
  if (objection !== null) return fail(objection);
  return suppressAlerts(deps, { ...keeping, target: { kind: 'ring', ringId: alert.ringId } });
}

type Work = (seen: SeenAlert) => Promise<Result<unknown, Failure>>;

async function each(deps: AlertHandler, alerts: readonly SeenAlert[], work: Work): Outcomes {
  const objection = objectionToList(alerts);
  if (objection !== null) return fail(failure('INVALID_ARGUMENT', objection));
  const outcomes: AlertOutcome[] = [];
  for (const seen of alerts) {
    const done = await work(seen);
    // Whoever may deal with none of them is told once, not a hundred times.
    if (!done.ok && done.failure.code === 'FORBIDDEN') return done;
    const alert = await findAlert(deps, seen.id);
    if (!alert.ok) return alert;
    outcomes.push({ id: seen.id, alert: alert.value, failure: done.ok ? null : done.failure });
  }
  return ok(outcomes);
}

function objectionToList(alerts: readonly SeenAlert[]): string | null {
  if (alerts.length === 0) return 'alerts must name at least one.';
  if (alerts.length > MOST_AT_ONCE) return `alerts may name at most ${MOST_AT_ONCE} at once.`;
  const distinct = new Set(alerts.map(({ id }) => id));
  return distinct.size === alerts.length ? null : 'alerts must name each of them once.';
}

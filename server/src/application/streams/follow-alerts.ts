/** Alerts as they are opened, or raised again by a material change. */
import type { Alert, AlertStep } from '../../domain/alert.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AlertStore } from '../ports/alert-store.ts';
import { refusal } from '../reader.ts';
import { type Follower, followLog } from './follow-log.ts';

/** `alert`: as it is when it is told of, which may be later than the step. */
export type OpenedAlert = { readonly number: number; readonly step: AlertStep; readonly alert: Alert };

export async function followAlerts(
  { alerts, ...follower }: Follower & { readonly alerts: AlertStore },
  principal: Principal,
  after: string | null,
): Promise<Result<AsyncGenerator<OpenedAlert, void>, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const log = {
    last: () => alerts.lastStep(),
    after: (number: number, most: number) => alerts.stepsAfter(number, most),
  };
  const steps = await followLog(follower, log, after);
  return steps.ok ? ok(opened(steps.value, alerts)) : steps;
}

async function* opened(steps: AsyncGenerator<AlertStep, void>, alerts: AlertStore): AsyncGenerator<OpenedAlert, void> {
  for await (const step of steps) {
    if (step.type !== 'OPENED' && step.type !== 'RAISED') continue;
    const alert = await alerts.alert(step.alertId);
    if (alert !== null) yield { number: step.number, step, alert };
  }
}

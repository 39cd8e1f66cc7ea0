/** Alerts by priority, one of them with its history, and those of rings. Whoever may see rings may see them. */
import type { Alert, AlertStep } from '../../domain/alert.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AlertFilter, AlertOrder, AlertStore } from '../ports/alert-store.ts';
import type { Page, Paged } from '../ports/graph-store.ts';
import { refusal } from '../reader.ts';

export type AlertReader = { readonly principal: Principal; readonly alerts: AlertStore };

/** Open and acknowledged ones, unless asked otherwise. */
export async function listAlerts(
  { principal, alerts }: AlertReader,
  { filter, page, order }: { readonly filter: AlertFilter; readonly page: Page; readonly order: AlertOrder },
): Promise<Result<Paged<Alert>, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const statuses = filter.statuses ?? (['OPEN', 'ACKNOWLEDGED'] as const);
  return ok(await alerts.alerts({ ...filter, statuses }, page, order));
}

export async function findAlert(
  { principal, alerts }: AlertReader,
  id: string,
): Promise<Result<Alert | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await alerts.alert(id));
}

export async function findAlertsOf(
  { principal, alerts }: AlertReader,
  ringIds: readonly string[],
): Promise<Result<readonly (Alert | null)[], Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const latest = await alerts.latestOf(ringIds);
  return ok(ringIds.map((id) => latest.get(id) ?? null));
}

/** Oldest first. */
export async function showAlertSteps(
  { principal, alerts }: AlertReader,
  id: string,
): Promise<Result<readonly AlertStep[], Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await alerts.steps(id));
}

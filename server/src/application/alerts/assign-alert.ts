/** Whose an alert is: taken, handed over, or let go for anybody to take. People are told apart by their names. */
import type { Alert } from '../../domain/alert.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { isAllowed } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AccessStore } from '../ports/case-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { type AlertHandler, handle, LIVE, type SeenAlert } from './handle-alert.ts';

export type Assigner = AlertHandler & { readonly access: Pick<AccessStore, 'guests' | 'keys'> };
/** `to` null: nobody's any more. */
export type Assigning = { readonly to: string | null; readonly note: string };

/** The caller, whoever signed in by name, and keys in force: of each, who may deal with alerts. By name. */
export async function listAlertHandlers(deps: Assigner): Promise<Result<readonly string[], Failure>> {
  const { principal, access, clock } = deps;
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const now = currentTime(clock);
  const keys = (await access.keys()).filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
  const known = [principal, ...(await access.guests()), ...keys].filter((one) =>
    isAllowed({ ...principal, role: one.role }, 'handleAlerts'),
  );
  const names = known.flatMap(({ name }) => (name === null ? [] : [name]));
  return ok([...new Set(names)].sort());
}

export async function assignAlert(
  deps: Assigner,
  { to, note, ...seen }: SeenAlert & Assigning,
): Promise<Result<Alert, Failure>> {
  const objection = await objectionToAssignee(deps, to);
  return objection === null ? assign(deps, seen, { to, note }) : fail(objection);
}

/** Nobody waits for an alert that was given to a misspelt name. */
export async function objectionToAssignee(deps: Assigner, to: string | null): Promise<Failure | null> {
  if (to === null) return null;
  const handlers = await listAlertHandlers(deps);
  if (!handlers.ok) return handlers.failure;
  if (handlers.value.includes(to)) return null;
  return failure(
    'INVALID_ARGUMENT',
    `Nobody named ${to} deals with alerts here. Known are: ${handlers.value.join(', ')}.`,
  );
}

export function assign(deps: AlertHandler, seen: SeenAlert, { to, note }: Assigning): Promise<Result<Alert, Failure>> {
  const { principal, clock } = deps;
  const assignment = to === null ? null : { to, by: principal.name, at: currentTime(clock) };
  return handle(deps, seen, {
    ...{ type: to === null ? 'RELEASED' : 'ASSIGNED', note, from: LIVE },
    isDone: (alert) => (alert.assignment?.to ?? null) === to,
    to: (alert) => ({ ...alert, assignment }),
  });
}

/** Several alerts at once, and whom one can be given to. What became of each comes back, done or not. */
import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { SeenAlert } from './use-alerts.ts';
import type { KeepingBack } from './use-suppressions.ts';
import type { GivenAlertCloseReason } from './vocabulary.ts';

/** `problem` null: it was done. */
export type AlertOutcome = { readonly id: string; readonly problem: string | null };
export type Closing = { readonly reason: GivenAlertCloseReason; readonly note: string };
/** `to` null: nobody's any more. */
export type Assigning = { readonly to: string | null; readonly note: string };

type Several = { readonly alerts: readonly SeenAlert[] };
type Outcomes = { readonly outcomes: readonly AlertOutcome[] };

export const ASSIGN_ALERTS = toDocument<Outcomes, Several & Assigning>(`
mutation AssignAlerts($alerts: [SeenAlert!]!, $to: String, $note: String) {
  outcomes: assignAlerts(alerts: $alerts, to: $to, note: $note) { id problem }
}`);
export const CLOSE_ALERTS = toDocument<Outcomes, Several & Closing>(`
mutation CloseAlerts($alerts: [SeenAlert!]!, $reason: GivenAlertCloseReason!, $note: String) {
  outcomes: closeAlerts(alerts: $alerts, reason: $reason, note: $note) { id problem }
}`);
export const KEEP_BACK_ALERTS = toDocument<Outcomes, Several & KeepingBack>(`
mutation KeepBackAlerts($alerts: [SeenAlert!]!, $kind: SuppressionKind, $reason: String!, $until: DateTime!) {
  outcomes: keepBackAlerts(alerts: $alerts, kind: $kind, reason: $reason, until: $until) { id problem }
}`);
export const ALERT_HANDLERS = toDocument<{ readonly alertHandlers: readonly string[] }, Record<string, never>>(
  'query AlertHandlers { alertHandlers }',
);

/** As many as the server takes in one request. */
const MOST_AT_ONCE = 100;

/** In as many requests as it takes; one after the other, so that the first trouble ends it. */
export async function actOnAlerts(
  alerts: readonly SeenAlert[],
  act: (some: readonly SeenAlert[]) => Promise<Outcomes>,
): Promise<readonly AlertOutcome[]> {
  const outcomes: AlertOutcome[] = [];
  for (let from = 0; from < alerts.length; from += MOST_AT_ONCE) {
    outcomes.push(...(await act(alerts.slice(from, from + MOST_AT_ONCE))).outcomes);
  }
  return outcomes;
}

export const useAlertHandlers = () =>
  useQuery({
    queryKey: ['alerts', 'handlers'],
    queryFn: async ({ signal }) => (await fetchGraphql(ALERT_HANDLERS, {}, signal)).alertHandlers,
  });

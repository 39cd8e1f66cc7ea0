import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CASH, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, Money } from './shapes.ts';
import type { AlertStatus, GivenAlertCloseReason, Severity, TypologyCode } from './vocabulary.ts';

export type Alert = {
  readonly id: string;
  readonly ringId: string;
  readonly status: AlertStatus;
  readonly reason: string;
  readonly raisedAt: string;
  readonly raises: number;
  readonly severity: Severity;
  readonly priorities: readonly { readonly atRisk: Money; readonly perHour: number }[];
  readonly growth: number;
  readonly settlesAt: string | null;
  /** As it is now; null where it is not in the store any more. */
  readonly ring: { readonly size: number; readonly typologies: readonly { readonly code: TypologyCode }[] } | null;
  readonly handled: { readonly by: string; readonly at: string; readonly note: string } | null;
};

const ALERT = `fragment AlertLine on Alert {
  id ringId status reason raisedAt raises severity growth settlesAt
  priorities { perHour atRisk { ...Cash } }
  ring { size typologies { code } }
  handled { by at note }
} ${CASH}`;

type ListVariables = { readonly statuses: readonly AlertStatus[]; readonly after: string | null };
export const ALERTS = toDocument<{ readonly alerts: Connection<Alert> }, ListVariables>(`
query Alerts($statuses: [AlertStatus!], $after: String) {
  alerts(statuses: $statuses, first: 50, after: $after) { nodes { ...AlertLine } ${PAGE} }
}
${ALERT}`);
export const RING_ALERT = toDocument<{ readonly ring: { readonly alert: Alert | null } | null }, { id: string }>(
  `query RingAlert($id: ID!) { ring(id: $id) { alert { ...AlertLine } } } ${ALERT}`,
);
type Noted = { readonly id: string; readonly note: string };
export const ACKNOWLEDGE_ALERT = toDocument<unknown, Noted>(
  'mutation AcknowledgeAlert($id: ID!, $note: String) { acknowledgeAlert(id: $id, note: $note) { id } }',
);
export const CLOSE_ALERT = toDocument<unknown, Noted & { readonly reason: GivenAlertCloseReason }>(`
mutation CloseAlert($id: ID!, $reason: GivenAlertCloseReason!, $note: String) {
  closeAlert(id: $id, reason: $reason, note: $note) { id }
}`);
export const REOPEN_ALERT = toDocument<unknown, { readonly id: string }>(
  'mutation ReopenAlert($id: ID!) { reopenAlert(id: $id) { id } }',
);

export const useAlerts = (statuses: readonly AlertStatus[]) =>
  useInfiniteQuery({
    queryKey: ['alerts', statuses],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await fetchGraphql(ALERTS, { statuses, after: pageParam }, signal)).alerts,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

export const useRingAlert = (id: string) =>
  useQuery({
    queryKey: ['alerts', 'ring', id],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_ALERT, { id }, signal)).ring?.alert ?? null,
  });

/** Any change to alerts or to what keeps them back; what is shown is asked for again. */
export function useAlertChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  });
}

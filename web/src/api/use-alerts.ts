import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CASH, PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, Money, Order } from './shapes.ts';
import type {
  AlertCause,
  AlertCloseReason,
  AlertOrderField,
  AlertStatus,
  GivenAlertCloseReason,
  Severity,
  TypologyCode,
} from './vocabulary.ts';

export type Alert = {
  readonly id: string;
  readonly ringId: string;
  readonly revision: number;
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
  readonly closeReason: AlertCloseReason | null;
  readonly assignment: { readonly to: string; readonly by: string } | null;
  readonly handled: { readonly by: string; readonly at: string; readonly note: string } | null;
};

const ALERT = `fragment AlertLine on Alert {
  id ringId revision status reason closeReason assignment { to by } raisedAt raises severity growth settlesAt
  priorities { perHour atRisk { ...Cash } }
  ring { size typologies { code } }
  handled { by at note }
} ${CASH}`;

/** As the schema's `AlertFilter`. */
export type AlertFilter = {
  readonly severities?: readonly Severity[];
  readonly assignee?: string;
  readonly unassigned?: true;
  readonly typologies?: readonly TypologyCode[];
  readonly causes?: readonly AlertCause[];
  readonly closeReasons?: readonly AlertCloseReason[];
  readonly maxHoursLeft?: number;
};
export type AlertOrder = Order<AlertOrderField>;
export type AlertList = {
  readonly statuses: readonly AlertStatus[];
  readonly filter: AlertFilter;
  readonly orderBy: AlertOrder;
};
type ListVariables = AlertList & { readonly after: string | null };
export const ALERTS = toDocument<{ readonly alerts: Connection<Alert> }, ListVariables>(`
query Alerts($statuses: [AlertStatus!], $filter: AlertFilter, $orderBy: AlertOrder, $after: String) {
  alerts(statuses: $statuses, filter: $filter, orderBy: $orderBy, first: 50, after: $after) { nodes { ...AlertLine } ${PAGE} }
}
${ALERT}`);
export const RING_ALERT = toDocument<{ readonly ring: { readonly alert: Alert | null } | null }, { id: string }>(
  `query RingAlert($id: ID!) { ring(id: $id) { alert { ...AlertLine } } } ${ALERT}`,
);
export type SeenAlert = Pick<Alert, 'id' | 'revision'>;
type Noted = SeenAlert & { readonly note: string };
export const ACKNOWLEDGE_ALERT = toDocument<unknown, Noted>(`
mutation AcknowledgeAlert($id: ID!, $note: String, $revision: Int) {
  acknowledgeAlert(id: $id, note: $note, revision: $revision) { id }
}`);
export const CLOSE_ALERT = toDocument<unknown, Noted & { readonly reason: GivenAlertCloseReason }>(`
mutation CloseAlert($id: ID!, $reason: GivenAlertCloseReason!, $note: String, $revision: Int) {
  closeAlert(id: $id, reason: $reason, note: $note, revision: $revision) { id }
}`);
export const REOPEN_ALERT = toDocument<unknown, SeenAlert>(
  'mutation ReopenAlert($id: ID!, $revision: Int) { reopenAlert(id: $id, revision: $revision) { id } }',
);
export const ASSIGN_ALERT = toDocument<unknown, Noted & { readonly to: string | null }>(`
mutation AssignAlert($id: ID!, $to: String, $note: String, $revision: Int) {
  assignAlert(id: $id, to: $to, note: $note, revision: $revision) { id }
}`);

/** `list` null: it is not known yet what to ask for. */
export const useAlerts = (list: AlertList | null) =>
  useInfiniteQuery({
    queryKey: ['alerts', 'list', list],
    enabled: list !== null,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const { statuses = [], filter = {}, orderBy = { field: 'PRIORITY', direction: 'DESC' } } = list ?? {};
      return (await fetchGraphql(ALERTS, { statuses, filter, orderBy, after: pageParam }, signal)).alerts;
    },
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });

export const useRingAlert = (id: string) =>
  useQuery({
    queryKey: ['alerts', 'ring', id],
    queryFn: async ({ signal }) => (await fetchGraphql(RING_ALERT, { id }, signal)).ring?.alert ?? null,
  });

/** Any change to alerts or to what keeps them back; what is shown is asked for again. */
export function useAlertChange<Done = unknown>() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<Done>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  });
}

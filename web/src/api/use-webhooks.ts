import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection } from './shapes.ts';
import type { DeliveryStatus, WebhookEvent, WebhookStatus } from './vocabulary.ts';

export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
  readonly status: WebhookStatus;
  readonly problem: string | null;
  /** Until then the key before the last change signs as well. */
  readonly previousSecretUntil: string | null;
  /** Its receiver asked for nothing to be sent before; null where it asked for nothing. */
  readonly waitsUntil: string | null;
};
export type Delivery = {
  readonly id: string;
  readonly webhookId: string;
  readonly messageId: string;
  readonly type: string;
  readonly at: string;
  readonly payload: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly problem: string | null;
  readonly nextAttemptAt: string | null;
};
/** `webhookId` null: of all hooks; `status` null: however they stand. */
export type DeliveryChoice = { readonly webhookId: string | null; readonly status: DeliveryStatus | null };
type DeliveryQuestion = DeliveryChoice & { readonly after: string | null };
export type NewWebhook = { readonly url: string; readonly events: readonly WebhookEvent[] };

const WEBHOOK = 'fragment Hook on Webhook { id url description events status problem previousSecretUntil waitsUntil }';

export const WEBHOOKS = toDocument<{ readonly webhooks: readonly Webhook[] }, Record<string, never>>(
  `query Webhooks { webhooks { ...Hook } } ${WEBHOOK}`,
);
export const DELIVERIES = toDocument<{ readonly webhookDeliveries: Connection<Delivery> }, DeliveryQuestion>(`
query Deliveries($webhookId: ID, $status: DeliveryStatus, $after: String) {
  webhookDeliveries(webhookId: $webhookId, status: $status, first: 20, after: $after) {
    nodes { id webhookId messageId type at payload status attempts problem nextAttemptAt }
    ${PAGE}
  }
}`);
export const CREATE_WEBHOOK = toDocument<{ readonly createWebhook: { readonly secret: string } }, NewWebhook>(
  'mutation CreateWebhook($url: String!, $events: [WebhookEvent!]!) { createWebhook(url: $url, events: $events) { secret } }',
);
export const ROTATE_SECRET = toDocument<{ readonly rotateWebhookSecret: { readonly secret: string } }, { id: string }>(
  'mutation RotateSecret($id: ID!) { rotateWebhookSecret(id: $id) { secret } }',
);
export const SET_ACTIVE = toDocument<unknown, { id: string; active: boolean }>(
  'mutation SetActive($id: ID!, $active: Boolean!) { setWebhookActive(id: $id, active: $active) { id } }',
);
export const TEST_WEBHOOK = toDocument<unknown, { id: string }>(
  'mutation TestWebhook($id: ID!) { testWebhook(id: $id) { id } }',
);
export const REMOVE_WEBHOOK = toDocument<unknown, { id: string }>(
  'mutation RemoveWebhook($id: ID!) { removeWebhook(id: $id) { id } }',
);
export const REPLAY = toDocument<unknown, { id: string }>(
  'mutation Replay($id: ID!) { replayWebhookDelivery(id: $id) { id } }',
);

/** Often enough to watch a test message arrive. */
const REFRESH_MS = 5_000;

export const useWebhooks = () =>
  useQuery({
    queryKey: ['webhooks'],
    refetchInterval: REFRESH_MS,
    queryFn: async ({ signal }) => (await fetchGraphql(WEBHOOKS, {}, signal)).webhooks,
  });

export const useDeliveries = (choice: DeliveryChoice) =>
  useInfiniteQuery({
    queryKey: ['webhooks', 'deliveries', choice],
    refetchInterval: REFRESH_MS,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await fetchGraphql(DELIVERIES, { ...choice, after: pageParam }, signal)).webhookDeliveries,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

/** Any change to a hook; what is shown is asked for again. `keep` is told a new secret where there is one. */
export function useWebhookChange(keep?: (secret: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<string | null>) => change(),
    onSuccess: (secret) => {
      if (secret !== null) keep?.(secret);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
}

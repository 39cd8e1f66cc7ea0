/** Hooks and the delivery log, and the replay of one delivery. */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Delivery, Webhook } from '../../domain/webhook.ts';
import type { Page, Paged } from '../ports/graph-store.ts';
import type { DeliveryFilter, WebhookStore } from '../ports/webhook-store.ts';
import { refusal } from '../reader.ts';
import { recordEvent } from '../record-event.ts';
import type { WebhookDependencies } from './manage-webhooks.ts';

type Listing = { readonly webhooks: WebhookStore };

export async function listWebhooks(
  { webhooks }: Listing,
  principal: Principal,
): Promise<Result<readonly Webhook[], Failure>> {
  const refused = refusal(principal, 'manageWebhooks');
  return refused ? fail(refused) : ok(await webhooks.webhooks());
}

export async function listDeliveries(
  { webhooks }: Listing,
  principal: Principal,
  { filter, page }: { readonly filter: DeliveryFilter; readonly page: Page },
): Promise<Result<Paged<Delivery>, Failure>> {
  const refused = refusal(principal, 'manageWebhooks');
  return refused ? fail(refused) : ok(await webhooks.deliveries(filter, page));
}

/** The same message under the same id, due at once: a receiver that had it knows it again. */
export async function replayDelivery(
  deps: WebhookDependencies,
  principal: Principal,
  id: string,
): Promise<Result<Delivery, Failure>> {
  const refused = refusal(principal, 'manageWebhooks');
  if (refused) return fail(refused);
  const replayed = await deps.webhooks.replay(id, deps.clock.now());
  const delivery = replayed ? await deps.webhooks.delivery(id) : null;
  if (delivery === null) return fail(failure('NOT_FOUND', `There is no delivery ${id}.`));
  await recordEvent(deps, principal, {
    type: 'deliveryReplayed',
    subject: id,
    details: { webhook: delivery.webhookId },
  });
  return ok(delivery);
}

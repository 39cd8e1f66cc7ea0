/** Hooks: made, paused, given a new secret, tried out and removed. A secret is shown once, when it is made. */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { formatTimePoint, toTimePoint } from '../../domain/time-point.ts';
import { type Message, TEST_EVENT, type Webhook, type WebhookEvent } from '../../domain/webhook.ts';
import type { EventLog } from '../ports/case-store.ts';
import type { Clock, Randomness } from '../ports/clock.ts';
import type { WebhookSender } from '../ports/webhook-sender.ts';
import type { WebhookStore } from '../ports/webhook-store.ts';
import { refusal } from '../reader.ts';
import { currentTime, recordEvent } from '../record-event.ts';

export type WebhookDependencies = {
  readonly webhooks: WebhookStore;
  readonly sender: WebhookSender;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly randomness: Randomness;
};
export type NewWebhook = {
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
};
export type WithSecret = { readonly webhook: Webhook; readonly secret: string };

const ID_BITS = 96;
const MOST_WEBHOOKS = 50;
const BOTH_VALID_MS = 24 * 3_600_000;

export async function createWebhook(
  deps: WebhookDependencies,
  principal: Principal,
  input: NewWebhook,
): Promise<Result<WithSecret, Failure>> {
  const refused = refusal(principal, 'manageWebhooks');
  if (refused) return fail(refused);
  if (input.events.length === 0) return fail(failure('INVALID_ARGUMENT', 'events must name at least one.'));
  const objection = await deps.sender.objection(input.url);
  if (objection !== null) return fail(failure('INVALID_ARGUMENT', objection));
  if ((await deps.webhooks.webhooks()).length >= MOST_WEBHOOKS) {
    return fail(failure('LIMIT_EXCEEDED', `There are ${MOST_WEBHOOKS} webhooks already: remove one first.`));
  }
  const webhook: Webhook = {
    id: `hook_${deps.randomness.token(ID_BITS)}`,
    url: input.url,
    description: input.description,
    events: [...new Set(input.events)],
    status: 'active',
    problem: null,
    createdAt: currentTime(deps.clock),
    previousSecretUntil: null,
    waitsUntil: null,
  };
  const secret = deps.sender.newSecret();
  await deps.webhooks.add(webhook, secret);
  const details = { host: new URL(input.url).host, events: webhook.events };
  await recordEvent(deps, principal, { type: 'webhookCreated', subject: webhook.id, details });
  return ok({ webhook, secret });
}

export async function setWebhookActive(
  deps: WebhookDependencies,
  principal: Principal,
  { id, active }: { readonly id: string; readonly active: boolean },
): Promise<Result<Webhook, Failure>> {
  return change(deps, principal, id, {
    type: active ? 'webhookResumed' : 'webhookPaused',
    act: () => deps.webhooks.setStatus(id, active ? 'active' : 'paused'),
  });
}

/** For a day messages are signed with both. */
export async function rotateWebhookSecret(
  deps: WebhookDependencies,
  principal: Principal,
  id: string,
): Promise<Result<WithSecret, Failure>> {
  const secret = deps.sender.newSecret();
  const act = () => deps.webhooks.rotateSecret(id, secret, deps.clock.now() + BOTH_VALID_MS);
  const changed = await change(deps, principal, id, { type: 'webhookSecretRotated', act });
  return changed.ok ? ok({ webhook: changed.value, secret }) : changed;
}

export async function removeWebhook(
  deps: WebhookDependencies,
  principal: Principal,
  id: string,
): Promise<Result<Webhook, Failure>> {
  const found = await findWebhook(deps, principal, id);
  if (!found.ok) return found;
  await deps.webhooks.remove(id);
  await recordEvent(deps, principal, { type: 'webhookRemoved', subject: id });
  return found;
}

/** Sends a message of no meaning, through the same outbox as any other. */
export async function testWebhook(
  deps: WebhookDependencies,
  principal: Principal,
  id: string,
): Promise<Result<Webhook, Failure>> {
  const found = await findWebhook(deps, principal, id);
  if (!found.ok) return found;
  if (found.value.status !== 'active') {
    return fail(failure('INVALID_ARGUMENT', 'This webhook is switched off: resume it first.'));
  }
  const at = toTimePoint(deps.clock.now(), 'MILLISECOND');
  const data = { webhookId: id };
  const payload = JSON.stringify({ type: TEST_EVENT, timestamp: formatTimePoint(at), data });
  const message: Message = { id: `msg_${deps.randomness.token(ID_BITS)}`, type: TEST_EVENT, at, payload };
  await deps.webhooks.enqueue([message], id);
  await recordEvent(deps, principal, { type: 'webhookTested', subject: id });
  return found;
}

export async function findWebhook(
  { webhooks }: Pick<WebhookDependencies, 'webhooks'>,
  principal: Principal,
  id: string,
): Promise<Result<Webhook, Failure>> {
  const refused = refusal(principal, 'manageWebhooks');
  if (refused) return fail(refused);
  const webhook = await webhooks.webhook(id);
  return webhook === null ? fail(failure('NOT_FOUND', `There is no webhook ${id}.`)) : ok(webhook);
}

type Change = { readonly type: string; readonly act: () => Promise<boolean> };

async function change(
  deps: WebhookDependencies,
  principal: Principal,
  id: string,
  { type, act }: Change,
): Promise<Result<Webhook, Failure>> {
  const found = await findWebhook(deps, principal, id);
  if (!found.ok) return found;
  await act();
  await recordEvent(deps, principal, { type, subject: id });
  return findWebhook(deps, principal, id);
}

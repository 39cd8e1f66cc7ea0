/**
 * Delivers what is due. At least once: a delivery is claimed for a time, sent, and only then marked; whoever is killed
 * in between leaves a claim that runs out, and the message goes again under the same id. A slow receiver holds two of
 * the places, never all; a place that comes free is taken at once.
 */
import type { Clock } from '../ports/clock.ts';
import type { SendOutcome, WebhookSender } from '../ports/webhook-sender.ts';
import type { AttemptResult, ClaimedDelivery, WebhookStore } from '../ports/webhook-store.ts';
import { askedWait, waitBeforeRetry } from './retry-plan.ts';

export type DeliveryDependencies = {
  readonly webhooks: WebhookStore;
  readonly sender: WebhookSender;
  readonly clock: Clock;
  /** 0–1, for jitter. */
  readonly chance: () => number;
  readonly onUnexpected: (error: unknown) => void;
};
export type DeliveryOptions = { readonly everyMs?: number; readonly leaseMs?: number };

const PLACES = 8;
const PLACES_PER_HOOK = 2;
const EVERY_MS = 1_000;
/** Longer than one sending may take. */
const LEASE_MS = 60_000;
const GONE = 410;
/** Too many requests; not available: of the receiver as a whole, so that what else waits for it waits as well. */
const ASKS_TO_WAIT = [429, 503];

export type Delivering = {
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
};

export function startDelivering(deps: DeliveryDependencies, options: DeliveryOptions = {}): Delivering {
  const { everyMs = EVERY_MS, leaseMs = LEASE_MS } = options;
  const underWay = new Map<ClaimedDelivery, Promise<void>>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const begin = async (): Promise<void> => {
    const room = PLACES - underWay.size;
    if (stopped || room <= 0) return;
    const ofHooks = countByHook([...underWay.keys()]);
    const claim = { now: deps.clock.now(), leaseMs, most: room, mostPerHook: PLACES_PER_HOOK, underWay: ofHooks };
    for (const delivery of await deps.webhooks.claimDue(claim)) {
      const sending = deliver(deps, delivery).catch(deps.onUnexpected);
      underWay.set(
        delivery,
        sending.finally(() => {
          underWay.delete(delivery);
          look();
        }),
      );
    }
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(look, everyMs);
    timer.unref();
  };
  const look = (): void => {
    round = round.then(begin).catch(deps.onUnexpected).finally(wait);
  };
  look();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
      await Promise.all(underWay.values());
      await round;
    },
  };
}

function countByHook(deliveries: readonly ClaimedDelivery[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { webhookId } of deliveries) counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
  return counts;
}

async function deliver(deps: DeliveryDependencies, delivery: ClaimedDelivery): Promise<void> {
  const { message, url, secrets } = delivery;
  const at = deps.clock.now();
  const outcome = await deps.sender.send({ id: message.id, url, secrets, payload: message.payload, at });
  await deps.webhooks.recordAttempt(delivery.id, toResult(deps, delivery, outcome));
}

function toResult(deps: DeliveryDependencies, { attempts }: ClaimedDelivery, outcome: SendOutcome): AttemptResult {
  const at = deps.clock.now();
  const { answered, problem, retryAfterMs } = outcome;
  if (problem === null) return { at, answered, status: 'delivered', problem: null, nextAt: null };
  if (answered === GONE) return { at, answered, status: 'failed', problem, nextAt: null, disable: true };
  const wait = waitBeforeRetry(attempts + 1, deps.chance(), retryAfterMs);
  const asked = answered !== null && ASKS_TO_WAIT.includes(answered) ? askedWait(retryAfterMs) : 0;
  const hook = asked > 0 ? { hookWaitsUntil: at + asked } : {};
  if (wait !== null) return { at, answered, status: 'pending', problem, nextAt: at + wait, ...hook };
  return { at, answered, status: 'failed', problem: `${problem} It was tried for three days.`, nextAt: null, ...hook };
}

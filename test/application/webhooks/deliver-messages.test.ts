/** Delivery over real stores and a real receiver, also by processes killed while they deliver. More: CLEWLINE_KILLS=200. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { createAddressGuard } from '../../../server/src/adapters/webhooks/address-guard.ts';
import { createWebhookSender } from '../../../server/src/adapters/webhooks/http-sender.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import { startDelivering } from '../../../server/src/application/webhooks/deliver-messages.ts';
import { toTimePoint } from '../../../server/src/domain/time-point.ts';
import type { Message, Webhook } from '../../../server/src/domain/webhook.ts';
import { bundleChild } from '../../support/child-program.ts';
import { type Receiver, startReceiver, withStatus } from '../../support/webhook-receiver.ts';

const CHILD = await bundleChild(new URL('../../support/webhook-child.ts', import.meta.url));
const KILLS = Number(process.env['CLEWLINE_KILLS'] ?? 20);
const MESSAGES = 400;

let folder: string;
let cases: CaseStore;
let receivers: Receiver[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clewline-webhooks-'));
  cases = await openSqliteCaseStore(join(folder, 'cases.sqlite'));
  receivers = [];
});
afterEach(async () => {
  await cases.close();
  for (const receiver of receivers) await receiver.close();
  await rm(folder, { recursive: true, force: true });
});

async function receive(answer = withStatus(204)): Promise<Receiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}
const addHook = (id: string, url: string): Promise<void> => {
  const createdAt = toTimePoint(0, 'MILLISECOND');
  const hook: Webhook = {
    ...{ id: `hook_${id}`, url, description: '', status: 'active', problem: null, createdAt },
    events: ['ring.created'],
    previousSecretUntil: null,
    waitsUntil: null,
  };
  return cases.webhooks.add(hook, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
};
const messages = (count: number): readonly Message[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `msg_${i}`,
    type: 'ring.created',
    at: toTimePoint(0, 'MILLISECOND'),
    payload: `{"n":${i}}`,
  }));
const left = async (): Promise<number> =>
  (await cases.webhooks.deliveries({ status: 'pending' }, { first: 1 })).totalCount;

function deliverHere({ now = Date.now, everyMs = 5 }: { now?: () => number; everyMs?: number } = {}) {
  const guard = createAddressGuard([{ address: '127.0.0.1', prefix: 32, family: 4 }]);
  const sender = createWebhookSender({ guard, timeoutMs: 2_000, userAgent: 'test' });
  const onUnexpected = vi.fn();
  const deps = { webhooks: cases.webhooks, sender, clock: { now }, chance: () => 0, onUnexpected };
  return { ...startDelivering(deps, { everyMs }), onUnexpected };
}

describe('delivering', () => {
  it('a receiver that hangs holds up nobody else', async () => {
    const [slow, quick] = [await receive(() => {}), await receive()];
    await addHook('slow', slow.url);
    await addHook('quick', quick.url);
    await cases.webhooks.enqueue(messages(20));
    const delivering = deliverHere();
    await vi.waitFor(() => expect(quick.received).toHaveLength(20), { timeout: 20_000 });
    expect(slow.received.length).toBeLessThan(20);
    await delivering.stop();
    expect(delivering.onUnexpected).not.toHaveBeenCalled();
  });

  it('a receiver that hangs holds two places, however much is due to it before the others', async () => {
    const slow = await receive(() => {});
    await addHook('slow', slow.url);
    await cases.webhooks.enqueue(messages(20));
    const quick = await receive();
    await addHook('quick', quick.url);
    await cases.webhooks.enqueue(messages(21).slice(20));
    const delivering = deliverHere();
    await vi.waitFor(() => expect(quick.received).toHaveLength(1), { timeout: 20_000 });
    expect(slow.received.length).toBeLessThanOrEqual(2);
    await delivering.stop();
  });

  it('what is due goes out as fast as it is answered, without waiting for the next look', async () => {
    const quick = await receive();
    await addHook('quick', quick.url);
    await cases.webhooks.enqueue(messages(20));
    const delivering = deliverHere({ everyMs: 3_600_000 });
    await vi.waitFor(() => expect(quick.received).toHaveLength(20), { timeout: 20_000 });
    await delivering.stop();
    expect(await left()).toBe(0);
  });

  it('what fails is tried again after its wait, and says what went wrong meanwhile', async () => {
    const receiver = await receive((response, _, number) => response.writeHead(number === 1 ? 500 : 200).end());
    await addHook('a', receiver.url);
    await cases.webhooks.enqueue(messages(1));
    let now = 1_000;
    const delivering = deliverHere({ now: () => now });
    await vi.waitFor(async () => {
      expect(await cases.webhooks.webhook('hook_a')).toMatchObject({ problem: 'The receiver answered 500.' });
    });
    now += 5_000;
    await vi.waitFor(async () => expect(await left()).toBe(0));
    await delivering.stop();
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(['msg_0', 'msg_0']);
    expect(await cases.webhooks.webhook('hook_a')).toMatchObject({ problem: null, status: 'active' });
  });

  it('a receiver that asks to wait is left alone until then, also by the next process, and then has every message', async () => {
    const busy = withStatus(429, { 'retry-after': '60' });
    const receiver = await receive((...asked) => (asked[2] <= 2 ? busy : withStatus(204))(...asked));
    await addHook('a', receiver.url);
    await cases.webhooks.enqueue(messages(20));
    const [aMessage] = messages(1) as readonly [Message];
    let now = 1_000;
    const [first, other] = [deliverHere({ now: () => now }), await receive()];
    await vi.waitFor(async () => {
      expect(await cases.webhooks.webhook('hook_a')).toMatchObject({ waitsUntil: toTimePoint(61_000, 'MILLISECOND') });
    });
    await first.stop();
    // What was under way when the first answer came; nothing else.
    const before = receiver.received.length;
    expect(before).toBeLessThanOrEqual(2);
    now = 60_999;
    await addHook('b', other.url);
    await cases.webhooks.enqueue([{ ...aMessage, id: 'msg_later', payload: '{}' }]);
    const next = deliverHere({ now: () => now });
    await vi.waitFor(() => expect(other.received).toHaveLength(1));
    expect(receiver.received).toHaveLength(before);
    now = 400_000;
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 20_000 });
    await next.stop();
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(21);
  });

  it('a receiver that is gone is switched off', async () => {
    const receiver = await receive(withStatus(410));
    await addHook('a', receiver.url);
    await cases.webhooks.enqueue(messages(1));
    const delivering = deliverHere();
    await vi.waitFor(async () => {
      expect(await cases.webhooks.webhook('hook_a')).toMatchObject({ status: 'disabled' });
    });
    await delivering.stop();
  });
});

describe('a process killed while it delivers', () => {
  it(`loses nothing, ${KILLS} times over: every message arrives, each repeat under its own id`, {
    timeout: Math.max(300_000, KILLS * 15_000),
  }, async () => {
    const receiver = await receive();
    await addHook('a', receiver.url);
    await cases.webhooks.enqueue(messages(MESSAGES));
    let kills = 0;
    for (; kills < KILLS || (await left()) > 0; kills++) {
      // Something to deliver at every kill: a second round of the same messages counts like the first.
      if ((await left()) === 0) await replayAll();
      await killAfter(Math.floor(Math.random() * 120), kills >= KILLS);
    }
    const byId = new Map<string, Set<string>>();
    for (const { headers, body } of receiver.received) {
      const id = String(headers['webhook-id']);
      byId.set(id, (byId.get(id) ?? new Set()).add(body));
    }
    expect([...byId].map(([id, bodies]) => [id, [...bodies]]).sort()).toEqual(
      messages(MESSAGES)
        .map(({ id, payload }) => [id, [payload]])
        .sort(),
    );
    expect((await cases.webhooks.deliveries({ status: 'delivered' }, { first: 1 })).totalCount).toBe(MESSAGES);
  });

  async function replayAll(): Promise<void> {
    for (let after: string | undefined; ; ) {
      const page = await cases.webhooks.deliveries({}, after === undefined ? { first: 100 } : { first: 100, after });
      for (const { item } of page.items) await cases.webhooks.replay(item.id, Date.now());
      if (!page.hasNext) return;
      after = page.items.at(-1)?.cursor;
    }
  }

  /** The last one is left alive until nothing is left to do. */
  async function killAfter(ms: number, untilDone: boolean): Promise<void> {
    const child = spawn(process.execPath, [CHILD, join(folder, 'cases.sqlite')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    await started(child);
    await new Promise((resolve) => setTimeout(resolve, ms));
    if (untilDone) await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 60_000, interval: 50 });
    child.kill('SIGKILL');
    await gone;
  }
  const started = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => {
      child.stdout?.once('data', resolve);
      child.once('exit', resolve);
    });
});

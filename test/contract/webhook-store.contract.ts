/** What every case store must do for webhooks: fan out, hand out once, keep what is not delivered. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { Claim, WebhookStore } from '../../server/src/application/ports/webhook-store.ts';
import { LONGEST_WAIT_MS } from '../../server/src/application/webhooks/retry-plan.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';
import type { Message, Webhook } from '../../server/src/domain/webhook.ts';

const NOW = Date.UTC(2026, 2, 1);
const time = (ms: number) => toTimePoint(ms, 'MILLISECOND');
const aHook = (id: string, fields: Partial<Webhook> = {}): Webhook => ({
  id: `hook_${id}`,
  url: `https://${id}.example/`,
  description: '',
  events: ['ring.created'],
  status: 'active',
  problem: null,
  createdAt: time(NOW),
  previousSecretUntil: null,
  waitsUntil: null,
  ...fields,
});
const aMessage = (id: string, type: Message['type'] = 'ring.created'): Message => ({
  id: `msg_${id}`,
  type,
  at: time(NOW),
  payload: `{"id":"${id}"}`,
});
const CLAIM: Claim = { now: NOW, leaseMs: 1_000, most: 10, mostPerHook: 10, underWay: new Map<string, number>() };

export function webhookStoreContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`webhook store contract: ${name}`, () => {
    let cases: CaseStore;
    let store: WebhookStore;
    beforeEach(async () => {
      cases = await open();
      store = cases.webhooks;
      await store.add(aHook('a'), 'whsec_1');
    });
    afterEach(() => cases.close());
    const claimed = async (claim: Partial<Claim> = {}): Promise<readonly string[]> =>
      (await store.claimDue({ ...CLAIM, ...claim })).map(({ message, webhookId }) => `${message.id} ${webhookId}`);

    it('a message goes to each hook that listens, once, and to no other: to one that is paused when it is on again', async () => {
      await store.add(aHook('b', { events: ['run.failed', 'ring.created'] }), 's');
      await store.add(aHook('deaf', { events: ['run.failed'] }), 's');
      await store.add(aHook('off', { status: 'paused' }), 's');
      await store.add(aHook('gone', { status: 'disabled' }), 's');
      await store.enqueue([aMessage('1')]);
      expect(await claimed()).toEqual(['msg_1 hook_a', 'msg_1 hook_b']);
      expect(await store.deliveries({}, { first: 10 })).toMatchObject({ totalCount: 3, hasNext: false });
      await store.setStatus('hook_off', 'active');
      expect(await claimed()).toEqual(['msg_1 hook_off']);
    });

    it('what is claimed is nobody else’s until the lease is over', async () => {
      await store.enqueue([aMessage('1')]);
      expect(await claimed()).toHaveLength(1);
      expect(await claimed({ now: NOW + 999 })).toEqual([]);
      expect(await claimed({ now: NOW + 1_000 })).toHaveLength(1);
    });

    it('two that claim at the same moment share what is due', async () => {
      await store.enqueue(Array.from({ length: 6 }, (_, i) => aMessage(String(i))));
      const both = (await Promise.all([claimed({ most: 3 }), claimed({ most: 3 })])).flat();
      expect(new Set(both).size).toBe(6);
    });

    it('a hook with much due leaves room for the others, and has no more under way than its share', async () => {
      await store.enqueue(Array.from({ length: 20 }, (_, i) => aMessage(String(i))));
      await store.add(aHook('b', { events: ['run.failed'] }), 's');
      await store.enqueue([aMessage('failed', 'run.failed')]);
      const shared = { most: 8, mostPerHook: 2 };
      expect(await claimed(shared)).toEqual(['msg_0 hook_a', 'msg_1 hook_a', 'msg_failed hook_b']);
      expect(await claimed({ ...shared, underWay: new Map([['hook_a', 1]]) })).toEqual(['msg_2 hook_a']);
      expect(await claimed({ ...shared, underWay: new Map([['hook_a', 2]]) })).toEqual([]);
      expect(await claimed({ ...shared, most: 1 })).toEqual(['msg_3 hook_a']);
    });

    it('is due when its time has come, and when a clock set back left it further ahead than any wait', async () => {
      await store.enqueue([aMessage('1')]);
      const [one] = await store.claimDue(CLAIM);
      const failed = { at: NOW, status: 'pending', answered: 500, problem: 'It answered 500.' } as const;
      await store.recordAttempt(one?.id ?? '', { ...failed, nextAt: NOW + 5_000 });
      expect(await claimed({ now: NOW + 4_999 })).toEqual([]);
      expect(await claimed({ now: NOW + 5_000 })).toHaveLength(1);
      await store.recordAttempt(one?.id ?? '', { ...failed, nextAt: NOW + LONGEST_WAIT_MS });
      expect(await claimed({ now: NOW - 1 })).toHaveLength(1);
    });

    it('an attempt is told in the log and at its hook, until one arrives', async () => {
      await store.enqueue([aMessage('1')]);
      const [one] = await store.claimDue(CLAIM);
      const id = one?.id ?? '';
      await store.recordAttempt(id, { at: NOW, status: 'pending', answered: null, problem: 'No.', nextAt: NOW + 1 });
      expect(await store.webhook('hook_a')).toMatchObject({ problem: 'No.' });
      expect(await store.delivery(id)).toMatchObject({ status: 'pending', attempts: 1, problem: 'No.' });
      await store.recordAttempt(id, { at: NOW + 9, status: 'delivered', answered: 200, problem: null, nextAt: null });
      expect(await store.webhook('hook_a')).toMatchObject({ problem: null });
      expect(await store.delivery(id)).toMatchObject({
        status: 'delivered',
        attempts: 2,
        lastStatus: 200,
        problem: null,
      });
      expect(await claimed({ now: NOW + 1e9 })).toEqual([]);
      expect(await store.replay(id, NOW + 20)).toBe(true);
      expect(await store.delivery(id)).toMatchObject({ attempts: 0 });
      expect(await claimed({ now: NOW + 20 })).toEqual(['msg_1 hook_a']);
    });

    it('a hook that is switched off keeps what is due until it is on again', async () => {
      await store.enqueue([aMessage('1'), aMessage('2')]);
      const [one] = await store.claimDue({ ...CLAIM, most: 1 });
      const gone = { at: NOW, status: 'failed', answered: 410, problem: 'Gone.', nextAt: null, disable: true } as const;
      await store.recordAttempt(one?.id ?? '', gone);
      expect(await store.webhook('hook_a')).toMatchObject({ status: 'disabled', problem: 'Gone.' });
      expect(await claimed()).toEqual([]);
      await store.setStatus('hook_a', 'active');
      expect(await claimed()).toEqual(['msg_2 hook_a']);
      expect(await store.webhook('hook_a')).toMatchObject({ problem: null });
    });

    it('whose receiver asked to wait gets nothing before, by whomever it is claimed; the others go on', async () => {
      await store.add(aHook('b'), 's');
      await store.enqueue(['1', '2', '3'].map((id) => aMessage(id)));
      const full = { mostPerHook: 3, underWay: new Map([['hook_b', 3]]) };
      const [one, two] = await store.claimDue({ ...CLAIM, ...full });
      const busy = { at: NOW, status: 'pending', answered: 429, problem: 'Busy.', nextAt: NOW + 90_000 } as const;
      await store.recordAttempt(one?.id ?? '', { ...busy, hookWaitsUntil: NOW + 60_000 });
      await store.recordAttempt(two?.id ?? '', { ...busy, nextAt: NOW + 5_000, hookWaitsUntil: NOW + 2_000 });
      expect(await store.webhook('hook_a')).toMatchObject({ waitsUntil: time(NOW + 60_000) });
      expect(await store.delivery(two?.id ?? '')).toMatchObject({ nextAttemptAt: time(NOW + 60_000) });
      expect(await claimed({ now: NOW + 59_999 })).toEqual(['msg_1 hook_b', 'msg_2 hook_b', 'msg_3 hook_b']);
      expect(await claimed({ now: NOW + 60_000, ...full })).toEqual(['msg_3 hook_a', 'msg_2 hook_a']);
      expect((await store.deliveries({ status: 'pending', webhookId: 'hook_a' }, { first: 9 })).totalCount).toBe(3);
    });

    it('that was asked to wait goes on when a person switches it on, or a clock was set back', async () => {
      await store.enqueue([aMessage('1'), aMessage('2')]);
      const [one] = await store.claimDue({ ...CLAIM, most: 1 });
      const busy = { at: NOW, status: 'pending', answered: 503, problem: 'Busy.', nextAt: NOW + 9e6 } as const;
      await store.recordAttempt(one?.id ?? '', { ...busy, hookWaitsUntil: NOW + LONGEST_WAIT_MS });
      expect(await claimed()).toEqual([]);
      await store.setStatus('hook_a', 'active');
      expect(await store.webhook('hook_a')).toMatchObject({ waitsUntil: null });
      expect(await claimed()).toEqual(['msg_2 hook_a']);
      await store.recordAttempt(one?.id ?? '', { ...busy, hookWaitsUntil: NOW + LONGEST_WAIT_MS + 1 });
      expect(await claimed({ now: NOW + 1 })).toEqual([]);
      expect(await claimed({ leaseMs: 0 })).toEqual(['msg_2 hook_a']);
    });

    it('after a rotation both secrets are handed out until the old one’s time is over', async () => {
      await store.enqueue([aMessage('1')]);
      await store.rotateSecret('hook_a', 'whsec_2', NOW + 5_000);
      expect((await store.claimDue(CLAIM))[0]?.secrets).toEqual(['whsec_2', 'whsec_1']);
      expect((await store.claimDue({ ...CLAIM, now: NOW + 5_000 }))[0]?.secrets).toEqual(['whsec_2']);
    });

    it('a hook that is removed takes its deliveries with it, also one under way', async () => {
      await store.enqueue([aMessage('1')]);
      const [one] = await store.claimDue(CLAIM);
      expect([await store.remove('hook_a'), await store.remove('hook_a')]).toEqual([true, false]);
      await store.recordAttempt(one?.id ?? '', {
        at: NOW,
        status: 'delivered',
        answered: 200,
        problem: null,
        nextAt: null,
      });
      expect((await store.deliveries({}, { first: 10 })).totalCount).toBe(0);
    });

    it('the log is paged newest first, filtered, and pruned of what is over', async () => {
      await store.enqueue(['1', '2', '3'].map((id) => aMessage(id)));
      const first = await store.deliveries({}, { first: 2 });
      expect(first.items.map(({ item }) => item.message.id)).toEqual(['msg_3', 'msg_2']);
      const rest = await store.deliveries({}, { first: 2, after: first.items.at(-1)?.cursor ?? '' });
      expect(rest.items.map(({ item }) => item.message.id)).toEqual(['msg_1']);
      const done = { at: NOW, status: 'delivered', answered: 200, problem: null, nextAt: null } as const;
      await store.recordAttempt(first.items[0]?.item.id ?? '', done);
      expect((await store.deliveries({ status: 'pending' }, { first: 9 })).totalCount).toBe(2);
      expect((await store.deliveries({ webhookId: 'hook_x' }, { first: 9 })).totalCount).toBe(0);
      expect([await store.prune(NOW), await store.prune(NOW + 1)]).toEqual([0, 1]);
      expect((await store.deliveries({}, { first: 9 })).totalCount).toBe(2);
      await store.setStatus('hook_a', 'paused');
      expect([await store.prune(NOW), await store.prune(NOW + 1)]).toEqual([0, 2]);
    });
  });
}

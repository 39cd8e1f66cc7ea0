/** Webhooks over GraphQL: the secret is shown once, only administrators may, and mistakes are told in a sentence. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createAddressGuard } from '../../server/src/adapters/webhooks/address-guard.ts';
import { createWebhookSender } from '../../server/src/adapters/webhooks/http-sender.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';

let stores: Stores;
let service: GraphqlService;
beforeEach(async () => {
  stores = await openStores();
  const guard = createAddressGuard([{ address: '127.0.0.1', prefix: 32, family: 4 }]);
  const sender = createWebhookSender({ guard, userAgent: 'test' });
  const clock = { now: () => Date.now() };
  const hooks = { ...stores.cases, sender, clock, randomness: systemRandomness };
  service = await serveGraphql(stores, { hooks });
});
afterEach(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});
const ask: GraphqlService['ask'] = (query, options) => service.ask(query, { principal: OPERATOR, ...options });

const CREATE = `mutation Create($url: String!) {
  createWebhook(url: $url, events: [RING_CREATED, RUN_FAILED], description: "pager") {
    secret webhook { id url events status problem description previousSecretUntil }
  }
}`;
const URL_ = 'http://127.0.0.1:9/hook';

test('a webhook is made, tried out, paused, rotated, read back without its secret, and removed', async () => {
  const created = await ask(CREATE, { variables: { url: URL_ } });
  expect(created.errors).toEqual([]);
  const { secret, webhook } = created.data.createWebhook;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook).toMatchObject({ url: URL_, events: ['RING_CREATED', 'RUN_FAILED'], status: 'ACTIVE', problem: null });
  const variables = { id: webhook.id };
  const tested = await ask('mutation($id: ID!) { testWebhook(id: $id) { id } }', { variables });
  expect(tested.errors).toEqual([]);
  const LOG =
    'query($id: ID) { webhookDeliveries(webhookId: $id) { totalCount nodes { id type status payload messageId } } }';
  const log = await ask(LOG, { variables });
  const [delivery] = log.data.webhookDeliveries.nodes;
  expect(delivery).toMatchObject({ type: 'webhook.test', status: 'PENDING' });
  expect(JSON.parse(delivery.payload)).toMatchObject({ type: 'webhook.test', data: { webhookId: webhook.id } });
  const replay = 'mutation($id: ID!) { replayWebhookDelivery(id: $id) { messageId } }';
  const replayed = await ask(replay, { variables: { id: delivery.id } });
  expect(replayed.data.replayWebhookDelivery).toEqual({ messageId: delivery.messageId });
  const paused = await ask('mutation($id: ID!) { setWebhookActive(id: $id, active: false) { status } }', { variables });
  expect(paused.data.setWebhookActive).toEqual({ status: 'PAUSED' });
  const rotated = await ask(
    'mutation($id: ID!) { rotateWebhookSecret(id: $id) { secret webhook { previousSecretUntil } } }',
    {
      variables,
    },
  );
  expect(rotated.data.rotateWebhookSecret.secret).not.toBe(secret);
  expect(rotated.data.rotateWebhookSecret.webhook.previousSecretUntil).not.toBeNull();
  const listed = await ask('{ webhooks { id status description } }');
  expect(listed.data.webhooks).toEqual([{ id: webhook.id, status: 'PAUSED', description: 'pager' }]);
  expect(listed.text).not.toContain('whsec_');
  await ask('mutation($id: ID!) { removeWebhook(id: $id) { id } }', { variables });
  expect((await ask('{ webhooks { id } webhookDeliveries { totalCount } }')).data).toEqual({
    webhooks: [],
    webhookDeliveries: { totalCount: 0 },
  });
});

test.each([
  ['nonsense', 'not a web address'],
  ['https://10.0.0.1/', 'CLEWLINE_WEBHOOK_ALLOW'],
  [`https://1.1.1.1/${'x'.repeat(2_000)}`, 'longer than 2000 characters'],
])('a URL that cannot be used is refused in a sentence: %s', async (url, sentence) => {
  const { errors } = await ask(CREATE, { variables: { url } });
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining(sentence),
    extensions: { code: 'INVALID_ARGUMENT' },
  });
  expect((await ask('{ webhooks { id } }')).data.webhooks).toEqual([]);
});

test('nobody but an administrator sees or changes them', async () => {
  for (const query of [
    '{ webhooks { id } }',
    '{ webhookDeliveries { totalCount } }',
    'mutation { testWebhook(id: "x") { id } }',
  ]) {
    expect((await service.ask(query)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  }
  const missing = await ask('mutation { removeWebhook(id: "hook_none") { id } }');
  expect(missing.errors[0]?.extensions).toEqual({ code: 'NOT_FOUND', argument: 'id' });
});

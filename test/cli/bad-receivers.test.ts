/** The real service with receivers that are of no use: each is told in a sentence, by every door, and stops no other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type RunningServer, runCli, startServer } from '../support/running-server.ts';
import { type Receiver, startReceiver, withStatus } from '../support/webhook-receiver.ts';

const MEGABYTE = Buffer.alloc(1 << 20);
let directory: string;
let server: RunningServer;
let key: string;
let receivers: Readonly<Record<'good' | 'hanging' | 'endless' | 'redirecting' | 'private', Receiver>>;
let megabytes = 0;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clewline-receivers-'));
  const created = await runCli(['key', 'create', '--name', 'test', '--role', 'administrator', '--json'], { directory });
  key = JSON.parse(created.stdout).key;
  const secret = await startReceiver();
  receivers = {
    good: await startReceiver(),
    hanging: await startReceiver(() => undefined),
    endless: await startReceiver((response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (megabytes < 100 && !response.destroyed) {
          megabytes += 1;
          if (!response.write(MEGABYTE)) break;
        }
      };
      response.on('drain', pour);
      pour();
    }),
    redirecting: await startReceiver(withStatus(307, { location: secret.url })),
    private: secret,
  };
  server = await startServer({ directory, env: { CLEWLINE_WEBHOOK_ALLOW: '127.0.0.1' } });
}, 120_000);
afterAll(async () => {
  // One that hangs would be waited for.
  for (const receiver of Object.values(receivers ?? {})) await receiver.close();
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(query: string, variables: unknown = {}) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
  return (await (await fetch(server.graphqlUrl, init)).json()) as {
    readonly data: Record<string, { readonly webhook: { readonly id: string } }>;
    readonly errors?: readonly { readonly message: string }[];
  };
}
const CREATE = 'mutation($url: String!) { createWebhook(url: $url, events: [RUN_FAILED]) { webhook { id } } }';
async function newHook(url: string): Promise<void> {
  const { data } = await ask(CREATE, { url });
  const id = data['createWebhook']?.webhook.id;
  expect((await ask('mutation($id: ID!) { testWebhook(id: $id) { id } }', { id })).errors).toBeUndefined();
}

it('each bad receiver is told with its trouble, and the good one behind them has its message', async () => {
  const { good, hanging, endless, redirecting } = receivers;
  const gone = await startReceiver();
  await gone.close();
  for (const { url } of [hanging, gone, redirecting, endless, good]) await newHook(url);
  const troubles: { readonly url: string; readonly problem: string | null }[] = [
    { url: hanging.url, problem: null },
    { url: gone.url, problem: 'Nothing answers at that address: the connection was refused.' },
    { url: redirecting.url, problem: 'The receiver answered with a redirect (307), which is not followed.' },
    { url: endless.url, problem: null },
    { url: good.url, problem: null },
  ];
  await vi.waitFor(
    async () => {
      expect(good.received).toHaveLength(1);
      expect((await ask('{ webhooks { url problem } }')).data).toEqual({ webhooks: troubles });
      const { data } = await ask('{ webhookDeliveries { nodes { status attempts } } }');
      // Newest first: those that arrived, two that are tried again, and one that is waited for.
      expect(data).toMatchObject({
        webhookDeliveries: {
          nodes: [
            { status: 'DELIVERED', attempts: 1 },
            { status: 'DELIVERED', attempts: 1 },
            ...[{ status: 'PENDING' }, { status: 'PENDING' }, { status: 'PENDING' }],
          ],
        },
      });
    },
    { timeout: 60_000, interval: 200 },
  );
  // The others had theirs while it was waited for.
  const late = { url: hanging.url, problem: 'The receiver did not answer within 15 seconds.' };
  await vi.waitFor(
    async () => expect((await ask('{ webhooks { url problem } }')).data['webhooks']).toContainEqual(late),
    { timeout: 60_000, interval: 500 },
  );
  troubles[0] = late;
  expect(receivers.private.received).toEqual([]);
  expect(megabytes).toBeLessThan(100);
  const told = await runCli(['status', '--json'], { directory });
  expect(JSON.parse(told.stdout).webhooks).toMatchObject(troubles);
  expect((await runCli(['status'], { directory })).stdout).toContain(
    `webhook ${gone.url}: active\n  problem: Nothing answers at that address: the connection was refused.\n`,
  );
}, 120_000);

it('an address that is private is not taken at all', async () => {
  const { errors } = await ask(CREATE, { url: 'https://169.254.169.254/latest' });
  expect(errors?.[0]?.message).toContain('169.254.169.254 has a private, local or reserved address');
});

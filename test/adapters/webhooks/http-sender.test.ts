/** One message over real connections: what is signed, what is refused, and how bad receivers are cut. */
import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../../server/src/adapters/webhooks/address-guard.ts';
import { createWebhookSender } from '../../../server/src/adapters/webhooks/http-sender.ts';
import { signedHeaders } from '../../../server/src/adapters/webhooks/sign-message.ts';
import { type Answer, type Receiver, startReceiver, withStatus } from '../../support/webhook-receiver.ts';

const LOCAL = [{ address: '127.0.0.1', prefix: 32, family: 4 }] as const;
const sender = createWebhookSender({ guard: createAddressGuard(LOCAL), timeoutMs: 300, userAgent: 'test' });
const AT = Date.UTC(2026, 2, 1);

let receiver: Receiver | null = null;
afterEach(async () => {
  await receiver?.close();
  receiver = null;
});

async function sendTo(answer: Answer, secrets: readonly string[] = [sender.newSecret()]) {
  receiver = await startReceiver(answer);
  const outcome = await sender.send({ id: 'msg_1', url: receiver.url, secrets, payload: '{"a":1}', at: AT });
  return { outcome, received: receiver.received };
}

describe('signatures', () => {
  it('are those of the published example of Standard Webhooks', () => {
    const signed = signedHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: 1_614_265_330_000,
      payload: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('of both secrets stand side by side, over the exact bytes received', async () => {
    const secrets = [sender.newSecret(), sender.newSecret()];
    const { outcome, received } = await sendTo(withStatus(200), secrets);
    expect(outcome).toEqual({ answered: 200, problem: null, retryAfterMs: null });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers).toMatchObject({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(AT / 1000) });
    const expected = secrets.map((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      expect(key.length).toBe(32);
      return `v1,${createHmac('sha256', key)
        .update(`msg_1.${AT / 1000}.${body}`)
        .digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(expected.join(' '));
  });
});

describe('a receiver', () => {
  it('that hangs is cut', async () => {
    const { outcome } = await sendTo(() => {});
    expect(outcome).toEqual({
      answered: null,
      problem: 'The receiver did not answer within 0.3 seconds.',
      retryAfterMs: null,
    });
  });

  it('that answers without end has its status taken and is cut at once', async () => {
    let written = 0;
    const { outcome } = await sendTo((response) => {
      response.writeHead(200);
      const block = Buffer.alloc(1 << 20);
      const pour = (): void => {
        while (written < 100 && !response.destroyed) {
          written += 1;
          if (!response.write(block)) break;
        }
      };
      response.on('drain', pour);
      pour();
    });
    expect(outcome.problem).toBeNull();
    await receiver?.close();
    expect(written).toBeLessThan(100);
  });

  it('that redirects is not followed', async () => {
    const { outcome, received } = await sendTo(withStatus(302, { location: 'http://169.254.169.254/latest' }));
    expect(outcome.problem).toBe('The receiver answered with a redirect (302), which is not followed.');
    expect(received).toHaveLength(1);
  });

  it('is heard when it asks to wait, in seconds or by date', async () => {
    expect((await sendTo(withStatus(429, { 'retry-after': '120' }))).outcome.retryAfterMs).toBe(120_000);
    await receiver?.close();
    const date = new Date(AT + 90_000).toUTCString();
    expect((await sendTo(withStatus(503, { 'retry-after': date }))).outcome.retryAfterMs).toBe(90_000);
  });

  it.each([
    ['http://127.0.0.1:1/', 'Nothing answers at that address: the connection was refused.'],
    ['http://10.0.0.1/', 'CLEWLINE_WEBHOOK_ALLOW'],
    ['http://1.1.1.1/', 'must begin with https://'],
  ])('at %s is told in a sentence', async (url, sentence) => {
    const outcome = await sender.send({ id: 'm', url, secrets: [sender.newSecret()], payload: '{}', at: AT });
    expect(outcome).toMatchObject({ answered: null, problem: expect.stringContaining(sentence) });
  });

  it('is connected to at the address that was checked, whatever its name means to others', async () => {
    const pinned = createWebhookSender({
      guard: createAddressGuard(LOCAL, async () => [{ address: '127.0.0.1', family: 4 }]),
      userAgent: 'test',
    });
    receiver = await startReceiver();
    const url = `http://no-such-host.invalid:${receiver.port}/`;
    const outcome = await pinned.send({ id: 'm', url, secrets: [sender.newSecret()], payload: '{}', at: AT });
    expect(outcome.problem).toBeNull();
  });
});

describe('an address given for a webhook', () => {
  it.each([
    '',
    'hooks.example',
    'ftp://1.1.1.1/',
    'javascript:alert(1)',
    'https://',
    'http://',
    `https://1.1.1.1/${'x'.repeat(2000)}`,
  ])('is refused when it is none: %s', async (url) => {
    expect(await sender.objection(url)).toContain('not a web address');
  });
  it.each(['https://user:pass@1.1.1.1/', 'https://1.1.1.1/#part'])('may hold nothing secret: %s', async (url) => {
    expect(await sender.objection(url)).toContain('no user name');
  });
  it.each(['https://0x7f.1/', 'https://2130706433/', 'https://127.1/', 'https://[::ffff:7f00:1]/'])(
    'does not hide a private one: %s',
    async (url) => {
      const strict = createWebhookSender({ guard: createAddressGuard([]), userAgent: 'test' });
      expect(await strict.objection(url)).toContain('CLEWLINE_WEBHOOK_ALLOW');
    },
  );
  it('is taken when it is public, or allowed', async () => {
    expect(await sender.objection('https://1.1.1.1/hook?x=1')).toBeNull();
    expect(await sender.objection('http://127.0.0.1:9/hook')).toBeNull();
  });
});

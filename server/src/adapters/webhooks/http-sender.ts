/**
 * Sends a message to an address that was checked, and reads of the answer no more than its status: a receiver that
 * hangs is cut after its time, one that answers without end at once. Redirects are not followed.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { OutgoingMessage, SendOutcome, WebhookSender } from '../../application/ports/webhook-sender.ts';
import type { Address, AddressGuard } from './address-guard.ts';
import { newSecret, signedHeaders } from './sign-message.ts';

export type SenderOptions = { readonly guard: AddressGuard; readonly timeoutMs?: number; readonly userAgent: string };

const TIMEOUT_MS = 15_000;
const LONGEST_URL = 2_000;

type Target = { readonly url: URL; readonly address: Address };
type Checked = { readonly ok: true; readonly target: Target } | { readonly ok: false; readonly problem: string };

export function createWebhookSender({ guard, timeoutMs = TIMEOUT_MS, userAgent }: SenderOptions): WebhookSender {
  return {
    newSecret,
    objection: async (text) => {
      const checked = await check(guard, text);
      return checked.ok ? null : checked.problem;
    },
    send: async (message) => {
      const checked = await check(guard, message.url);
      if (!checked.ok) return { answered: null, problem: checked.problem, retryAfterMs: null };
      return post(checked.target, message, { timeoutMs, userAgent });
    },
  };
}

async function check(guard: AddressGuard, text: string): Promise<Checked> {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    return { ok: false, problem: 'The URL is not a web address: write it as https://host/path.' };
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return { ok: false, problem: 'The URL may hold no user name, password or fragment.' };
  }
  const checked = await guard(url.hostname);
  if (!checked.ok) return checked;
  if (url.protocol === 'http:' && !checked.isAllowedByName) {
    return { ok: false, problem: 'The URL must begin with https://, or anyone on the way could read the messages.' };
  }
  return { ok: true, target: { url, address: checked.address } };
}

type Limits = { readonly timeoutMs: number; readonly userAgent: string };

function post({ url, address }: Target, message: OutgoingMessage, limits: Limits): Promise<SendOutcome> {
  const pinned: LookupFunction = (_host, options, callback) =>
    options.all ? callback(null, [address]) : callback(null, address.address, address.family);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      lookup: pinned,
      headers: {
        ...signedHeaders(message),
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(message.payload),
        'user-agent': limits.userAgent,
      },
    });
    const end = (outcome: SendOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
      request.destroy();
    };
    const late = `The receiver did not answer within ${limits.timeoutMs / 1000} seconds.`;
    const timer = setTimeout(() => end({ answered: null, problem: late, retryAfterMs: null }), limits.timeoutMs);
    request.on('response', (response) => end(toOutcome(response, message.at)));
    request.on('error', (error) => end({ answered: null, problem: sentenceOf(error), retryAfterMs: null }));
    request.end(message.payload);
  });
}

function toOutcome({ statusCode = 0, headers }: IncomingMessage, now: number): SendOutcome {
  const answered = statusCode;
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  if (answered >= 200 && answered < 300) return { answered, problem: null, retryAfterMs };
  if (answered === 410) {
    return { answered, problem: 'The receiver answered 410: it is gone, and was switched off.', retryAfterMs };
  }
  if (answered >= 300 && answered < 400) {
    return {
      answered,
      problem: `The receiver answered with a redirect (${answered}), which is not followed.`,
      retryAfterMs,
    };
  }
  return { answered, problem: `The receiver answered ${answered}.`, retryAfterMs };
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function parseRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at that address: the connection was refused.',
  ECONNRESET: 'The receiver closed the connection before it answered.',
  ENETUNREACH: 'The network of the receiver cannot be reached.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ETIMEDOUT: 'The host does not answer.',
  HPE_HEADER_OVERFLOW: 'The receiver answered with more headers than are read.',
  CERT_HAS_EXPIRED: 'The certificate of the receiver has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the receiver is signed by itself and not trusted.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the receiver is signed by itself and not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the receiver is signed by nobody known.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the receiver is for another name.',
};

function sentenceOf(error: Error & { readonly code?: string }): string {
  const code = error.code ?? 'unknown';
  return SENTENCES[code] ?? `The receiver could not be reached, or what it answered is no HTTP (${code}).`;
}

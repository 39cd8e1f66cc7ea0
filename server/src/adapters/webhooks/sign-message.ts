/** Signatures by Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, one for each valid secret. */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

type Signed = {
  readonly id: string;
  readonly at: number;
  readonly payload: string;
  readonly secrets: readonly string[];
};

/** `at`: UTC milliseconds; sent in whole seconds. */
export function signedHeaders({ id, at, payload, secrets }: Signed): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * Who is asking: a service key or a browser session, found by the hash of what they show, so that comparing takes no
 * measurable time. Answers are remembered for half a second: a revoked key is refused within one.
 */
import type { Principal } from '../domain/principal.ts';
import { currentTime } from './record-event.ts';
import { type AccessDependencies, sessionPrincipal } from './sign-in.ts';

type Credentials = { readonly session: string | null; readonly authorization: string | null };
export type Authenticate = (credentials: Credentials) => Promise<Principal | null>;

const REMEMBERED_MS = 500;
const MOST_REMEMBERED = 1000;
const TOUCH_MS = 60_000;
const LONGEST_SECRET = 512;

type Remembered = { readonly principal: Principal; readonly until: number };
type State = { readonly remembered: Map<string, Remembered>; readonly touched: Map<string, number> };

export function createAuthenticate(deps: Omit<AccessDependencies, 'log'>): Authenticate {
  const state: State = { remembered: new Map(), touched: new Map() };
  return async ({ session, authorization }) => {
    // A key that is wrong is wrong, even with a good session beside it.
    if (authorization !== null) {
      const key = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization)?.[1];
      return key === undefined ? null : recall(deps, state, { secret: key, kind: 'key', lookUp: principalOfKey });
    }
    return session === null
      ? null
      : recall(deps, state, { secret: session, kind: 'session', lookUp: principalOfSession });
  };
}

type Dependencies = Omit<AccessDependencies, 'log'>;
type Shown = {
  readonly secret: string;
  readonly kind: 'key' | 'session';
  readonly lookUp: (deps: Dependencies, state: State, hash: string) => Promise<Principal | null>;
};

async function recall(deps: Dependencies, state: State, { secret, kind, lookUp }: Shown): Promise<Principal | null> {
  if (secret.length > LONGEST_SECRET) return null;
  const hash = deps.randomness.sha256(secret);
  const name = `${kind} ${hash}`;
  const now = deps.clock.now();
  const known = state.remembered.get(name);
  if (known !== undefined && known.until > now) return known.principal;
  const principal = await lookUp(deps, state, hash);
  if (state.remembered.size >= MOST_REMEMBERED) state.remembered.clear();
  if (principal === null) state.remembered.delete(name);
  else state.remembered.set(name, { principal, until: now + REMEMBERED_MS });
  return principal;
}

async function principalOfSession({ access, clock }: Dependencies, _: State, hash: string): Promise<Principal | null> {
  const session = await access.sessionByHash(hash, currentTime(clock));
  return session === null ? null : sessionPrincipal(hash, session);
}

async function principalOfKey({ access, clock }: Dependencies, state: State, hash: string): Promise<Principal | null> {
  const key = await access.keyByHash(hash);
  const now = currentTime(clock);
  if (key === null || key.revokedAt !== null || key.expiresAt <= now) return null;
  if (clock.now() - (state.touched.get(key.id) ?? 0) >= TOUCH_MS) {
    state.touched.set(key.id, clock.now());
    await access.touchKey(key.id, now);
  }
  return { id: key.id, name: key.name, role: key.role, via: 'key' };
}

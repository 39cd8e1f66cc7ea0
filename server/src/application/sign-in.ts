/** One-time links and the browser sessions they open. The store sees hashes only. */
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal, Role } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { toTimePoint } from '../domain/time-point.ts';
import type { AccessStore } from './ports/case-store.ts';
import type { Clock, Randomness } from './ports/clock.ts';
import { refusal } from './reader.ts';
import { currentTime, type Recorder, recordEvent } from './record-event.ts';

export type AccessDependencies = Recorder & {
  readonly access: AccessStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
};

const LINK_MINUTES = 10;
export const SESSION_HOURS = 12;
const BITS = 256;

/** A token that opens one session with this role; it works once and for ten minutes. */
export function createIssueSignInToken(deps: AccessDependencies) {
  return async (principal: Principal, role: Role): Promise<Result<string, Failure>> => {
    const refused = refusal(principal, 'manageKeys');
    if (refused) return fail(refused);
    const token = deps.randomness.token(BITS);
    const expiresAt = toTimePoint(deps.clock.now() + LINK_MINUTES * 60_000, 'MILLISECOND');
    await deps.access.addSignInToken(deps.randomness.sha256(token), role, expiresAt);
    await recordEvent(deps, principal, { type: 'signInLinkIssued', subject: role });
    return ok(token);
  };
}

/** Spends the token for a session; the value returned goes into the browser's cookie and nowhere else. */
export function createSignIn(deps: AccessDependencies) {
  return async (token: string): Promise<Result<string, Failure>> => {
    const role = await deps.access.useSignInToken(deps.randomness.sha256(token), currentTime(deps.clock));
    if (role === null) {
      const message = 'This sign-in link was used already or is too old. Run "clewline sign-in" for a new one.';
      return fail(failure('UNAUTHENTICATED', message));
    }
    const session = deps.randomness.token(BITS);
    const idHash = deps.randomness.sha256(session);
    const expiresAt = toTimePoint(deps.clock.now() + SESSION_HOURS * 3_600_000, 'MILLISECOND');
    await deps.access.addSession({ idHash, role, expiresAt });
    await recordEvent(deps, sessionPrincipal(idHash, role), { type: 'signedIn', subject: role });
    return ok(session);
  };
}

export function createSignOut(deps: AccessDependencies) {
  return async (principal: Principal, session: string): Promise<void> => {
    await deps.access.endSession(deps.randomness.sha256(session));
    await recordEvent(deps, principal, { type: 'signedOut', subject: principal.role });
  };
}

export const sessionPrincipal = (idHash: string, role: Role): Principal => ({
  id: `session_${idHash.slice(0, 12)}`,
  name: role,
  role,
  via: 'session',
});

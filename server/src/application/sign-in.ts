/** One-time links and the browser sessions they open. The store sees hashes only. */
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { toTimePoint } from '../domain/time-point.ts';
import type { AccessStore, Guest } from './ports/case-store.ts';
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

const MOST_LETTERS = 100;

/** A token that opens one session with this role, under this name; it works once and for ten minutes. */
export function createIssueSignInToken(deps: AccessDependencies) {
  return async (principal: Principal, { role, name: given }: Guest): Promise<Result<string, Failure>> => {
    const refused = refusal(principal, 'manageKeys');
    if (refused) return fail(refused);
    const name = given?.trim() || null;
    if (name !== null && name.length > MOST_LETTERS) {
      return fail(failure('INVALID_ARGUMENT', `A name has at most ${MOST_LETTERS} letters.`));
    }
    const token = deps.randomness.token(BITS);
    const expiresAt = toTimePoint(deps.clock.now() + LINK_MINUTES * 60_000, 'MILLISECOND');
    await deps.access.addSignInToken(deps.randomness.sha256(token), { role, name }, expiresAt);
    await recordEvent(deps, principal, { type: 'signInLinkIssued', subject: role });
    return ok(token);
  };
}

/** Spends the token for a session; the value returned goes into the browser's cookie and nowhere else. */
export function createSignIn(deps: AccessDependencies) {
  return async (token: string): Promise<Result<string, Failure>> => {
    const guest = await deps.access.useSignInToken(deps.randomness.sha256(token), currentTime(deps.clock));
    if (guest === null) {
      const message = 'This sign-in link was used already or is too old. Run "clewline sign-in" for a new one.';
      return fail(failure('UNAUTHENTICATED', message));
    }
    const session = deps.randomness.token(BITS);
    const idHash = deps.randomness.sha256(session);
    const expiresAt = toTimePoint(deps.clock.now() + SESSION_HOURS * 3_600_000, 'MILLISECOND');
    await deps.access.addSession({ idHash, ...guest, expiresAt });
    await recordEvent(deps, sessionPrincipal(idHash, guest), { type: 'signedIn', subject: guest.role });
    return ok(session);
  };
}

export function createSignOut(deps: AccessDependencies) {
  return async (principal: Principal, session: string): Promise<void> => {
    await deps.access.endSession(deps.randomness.sha256(session));
    await recordEvent(deps, principal, { type: 'signedOut', subject: principal.role });
  };
}

export const sessionPrincipal = (idHash: string, { role, name }: Guest): Principal => ({
  id: `session_${idHash.slice(0, 12)}`,
  name: name ?? role,
  role,
  via: 'session',
});

/** Service keys for other tools: made, listed and revoked. The secret is shown once and never stored. */
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal, Role } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { DAY_MS, toTimePoint } from '../domain/time-point.ts';
import type { ServiceKey } from './ports/case-store.ts';
import { refusal } from './reader.ts';
import { currentTime, recordEvent } from './record-event.ts';
import type { AccessDependencies } from './sign-in.ts';

export type NewKey = { readonly name: string; readonly role: Role; readonly expiresInDays: number };
const LONGEST_KEY_DAYS = 3650;
const BITS = 256;
const ID_BITS = 72;

export function createCreateKey(deps: AccessDependencies) {
  return async (principal: Principal, input: NewKey): Promise<Result<{ id: string; key: string }, Failure>> => {
    const refused = refusal(principal, 'manageKeys') ?? mistake(input);
    if (refused) return fail(refused);
    const id = `key_${deps.randomness.token(ID_BITS)}`;
    const key = `clw_${deps.randomness.token(BITS)}`;
    const record: ServiceKey = {
      id,
      name: input.name,
      role: input.role,
      createdAt: currentTime(deps.clock),
      expiresAt: toTimePoint(deps.clock.now() + input.expiresInDays * DAY_MS, 'MILLISECOND'),
      revokedAt: null,
      lastUsedAt: null,
    };
    await deps.access.addKey(record, deps.randomness.sha256(key));
    await recordEvent(deps, principal, { type: 'keyCreated', subject: id, details: { role: input.role } });
    return ok({ id, key });
  };
}

function mistake({ name, expiresInDays }: NewKey): Failure | null {
  const hasControl = /\p{Cc}/u.test(name);
  if (name.trim() === '' || name.length > 100 || hasControl) {
    return failure('INVALID_ARGUMENT', 'name must be 1 to 100 characters on one line');
  }
  if (expiresInDays > 0 && expiresInDays <= LONGEST_KEY_DAYS) return null;
  return failure('INVALID_ARGUMENT', `a key must expire within 1 to ${LONGEST_KEY_DAYS} days, not ${expiresInDays}`);
}

export function createListKeys(deps: Pick<AccessDependencies, 'access'>) {
  return async (principal: Principal): Promise<Result<readonly ServiceKey[], Failure>> => {
    const refused = refusal(principal, 'manageKeys');
    return refused ? fail(refused) : ok(await deps.access.keys());
  };
}

export function createRevokeKey(deps: AccessDependencies) {
  return async (principal: Principal, id: string): Promise<Result<{ id: string }, Failure>> => {
    const refused = refusal(principal, 'manageKeys');
    if (refused) return fail(refused);
    const revoked = await deps.access.revokeKey(id, currentTime(deps.clock));
    if (!revoked) return fail(failure('NOT_FOUND', `there is no key ${id} that could be revoked`));
    await recordEvent(deps, principal, { type: 'keyRevoked', subject: id });
    return ok({ id });
  };
}

/** After its time a request reads nothing more: every call to a store asks the clock first. */
import type { Clock } from '../../application/ports/clock.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import { LIMITS } from './bounds.ts';

export const TIME_LIMIT_MESSAGE = `The request took longer than ${LIMITS.timeMs / 1000} seconds and was stopped; ask for less at a time.`;

export function createDeadline(clock: Clock): () => void {
  const end = clock.now() + LIMITS.timeMs;
  return () => {
    if (clock.now() > end) throw new FailureError(failure('LIMIT_EXCEEDED', TIME_LIMIT_MESSAGE));
  };
}

/** The same object, whose every method runs `check` first. */
export function guardCalls<T extends object>(target: T, check: () => void): T {
  return new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        check();
        return Reflect.apply(member, target, args);
      };
    },
  });
}

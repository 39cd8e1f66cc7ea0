/**
 * Follows a numbered log from an entry on, for as long as it is asked to. Entries are read as they are taken, a few at
 * a time: a reader that is slow holds nothing in memory, and one that comes back with the number of its last entry has
 * missed none.
 */
import { type Failure, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Pulse } from './pulse.ts';

export type Follower = { readonly pulse: Pulse; readonly signal: AbortSignal };
export type NumberedLog<T> = {
  readonly last: () => Promise<number>;
  readonly after: (number: number, most: number) => Promise<readonly T[]>;
};

const AT_ONCE = 50;
const EVENT_ID = /^\d{1,15}$/;

/** `after`: the id of the last event the reader had; null = from now on. */
export async function followLog<T extends { readonly number: number }>(
  { pulse, signal }: Follower,
  log: NumberedLog<T>,
  after: string | null,
): Promise<Result<AsyncGenerator<T, void>, Failure>> {
  const last = await log.last();
  if (after !== null && (!EVENT_ID.test(after) || Number(after) > last)) {
    return fail(failure('INVALID_ARGUMENT', 'The argument after is no id of an event of this stream: leave it out.'));
  }
  return ok(entries({ pulse, signal }, log, after === null ? last : Number(after)));
}

async function* entries<T extends { readonly number: number }>(
  { pulse, signal }: Follower,
  log: NumberedLog<T>,
  start: number,
): AsyncGenerator<T, void> {
  let last = start;
  while (!signal.aborted) {
    const seen = await pulse.mark();
    for (let found = await log.after(last, AT_ONCE); found.length > 0; found = await log.after(last, AT_ONCE)) {
      for (const entry of found) {
        if (signal.aborted) return;
        last = entry.number;
        yield entry;
      }
    }
    await pulse.changed(seen, signal);
  }
}

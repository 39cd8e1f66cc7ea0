/**
 * Which process this is, so that another on the same machine can see that it is gone: a number alone is given out again,
 * and means another process in another container. Linux tells by `/proc`; elsewhere number and host must do.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export type ProcessIdentity = {
  readonly host: string;
  readonly process: number;
  /** The start of the machine and the table that numbers its processes. */
  readonly place: string;
  /** When the process began, in ticks since the machine did; null where that is not told. */
  readonly began: string | null;
};

/** `stat` names the program in brackets, which may hold any sign; after them the time of the start is the 20th field. */
const START_FIELD = 19;

export const ownIdentity = (): ProcessIdentity => ({
  host: hostname(),
  process: process.pid,
  place: ownPlace(),
  began: startOf(process.pid),
});

/** True only where it is certain: never for a process of another machine or container. */
export function isGone({ place, process: number, began }: ProcessIdentity): boolean {
  if (place !== ownPlace()) return false;
  if (!isRunning(number)) return true;
  const now = startOf(number);
  return began !== null && now !== null && began !== now;
}

const ownPlace = (): string =>
  orNull(
    () => `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`,
  ) ?? hostname();

const startOf = (number: number): string | null =>
  orNull(
    () =>
      readFileSync(`/proc/${number}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[START_FIELD] ?? null,
  );

/** Signal 0 asks whether a process exists; being refused permission means that it does. */
function isRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

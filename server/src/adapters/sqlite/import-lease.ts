/**
 * One import at a time. The lease names its holder and process and runs out by the clock, so a crash frees it: at once
 * where the process can be seen to be gone, else when the time is over. Every batch checks and renews it.
 */
import type { Clock } from '../../application/ports/clock.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { formatTimePoint, toTimePoint } from '../../domain/time-point.ts';
import { isGone, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { type StatementCache, toRow } from './sql.ts';

export const LEASE_MS = 60_000;

export type Lease = ProcessIdentity & { readonly holder: string; readonly token: string; readonly expiresAt: number };
export type NewLease = { readonly holder: string; readonly token: string; readonly clock: Clock };

export function readLease(prepare: StatementCache): Lease | null {
  const row = toRow(prepare("SELECT value FROM meta WHERE name = 'lease'").get());
  return row === undefined ? null : parseLease(String(row[0]));
}

export const parseLease = (text: string): Lease | null => JSON.parse(text);

export const isHeld = (lease: Lease | null, now: number): lease is Lease =>
  lease !== null && lease.expiresAt > now && !isGone(lease);

export const newLease = ({ holder, token, clock }: NewLease, leaseMs = LEASE_MS): Lease => ({
  holder,
  token,
  ...ownIdentity(),
  expiresAt: clock.now() + leaseMs,
});

export function writeLease(prepare: StatementCache, lease: Lease | null): void {
  prepare(
    "INSERT INTO meta (name, value) VALUES ('lease', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(JSON.stringify(lease));
}

export function importRunning(lease: Lease): Failure {
  const until = formatTimePoint(toTimePoint(lease.expiresAt, 'SECOND'));
  return failure(
    'IMPORT_RUNNING',
    `Another import (${lease.holder}, process ${lease.process} on ${lease.host}) is writing to this store; wait until it is done, or, should it have crashed, until ${until}.`,
  );
}

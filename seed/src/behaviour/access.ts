/** Signing in, changing a profile, being verified, being sanctioned. */
import type { Actor } from '../actors.ts';
import type { Ledger } from '../ledger.ts';
import type { EventDetails, IdentifierKind } from '../rows.ts';

export function logIn(ledger: Ledger, actor: Actor, at: number, device?: string, details: EventDetails = {}): void {
  const to = { kind: 'Device', id: device ?? actor.device } as const;
  ledger.event('LOGIN', at, actor, to, { ipAddress: actor.ip, outcome: 'success', ...details });
}

export function changeProfile(ledger: Ledger, actor: Actor, at: number, kind: IdentifierKind, id: string): void {
  ledger.event('PROFILE_CHANGE', at, actor, { kind, id }, { device: actor.device });
}

export function verify(ledger: Ledger, actor: Actor, at: number, document: string, details: EventDetails = {}): void {
  const to = { kind: 'IdentityDocument', id: document } as const;
  ledger.event('VERIFICATION', at, actor, to, { device: actor.device, outcome: 'success', ...details });
}

export function ban(ledger: Ledger, actor: Actor, at: number, reason: string): void {
  ledger.event('ENFORCEMENT', at, actor, actor, { action: 'ban', reason, status: 'completed' });
  actor.status = 'banned';
  actor.statusAt = at;
  actor.activeTo = Math.min(actor.activeTo, at);
}

/** A sanction that was taken back: it speaks for the actor. */
export function enforceThenOverturn(ledger: Ledger, actor: Actor, at: number, appealAt: number): void {
  const sanction = { action: 'suspend', reason: 'suspected manipulation', status: 'overturned' } as const;
  ledger.event('ENFORCEMENT', at, actor, actor, sanction);
  ledger.event('APPEAL', appealAt, actor, actor, { outcome: 'success', status: 'completed' });
}

/** The accounts that registered lately near something known, and somebody's answer to one of them. */
import { type Failure, failure } from '../../domain/failure.ts';
import type { Newcomer, NewcomerStatus } from '../../domain/newcomer.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page, Paged } from '../ports/graph-store.ts';
import type { NewcomerFilter, NewcomerStore } from '../ports/newcomer-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';

export type NewcomerReader = {
  readonly principal: Principal;
  readonly newcomers: NewcomerStore;
  readonly clock: Clock;
};

/** They name accounts and what ties them, and rings: whoever sees them must be allowed to see both. */
const mayNotSee = (principal: Principal): Failure | null =>
  refusal(principal, 'readGraph') ?? refusal(principal, 'readRings');

export async function listNewcomers(
  { principal, newcomers }: NewcomerReader,
  { filter, page }: { readonly filter: NewcomerFilter; readonly page: Page },
): Promise<Result<Paged<Newcomer>, Failure>> {
  const refused = mayNotSee(principal);
  return refused ? fail(refused) : ok(await newcomers.newcomers(filter, page));
}

type Answer = { readonly id: string; readonly note: string };

export const closeNewcomer = (reader: NewcomerReader, answer: Answer): Promise<Result<Newcomer, Failure>> =>
  handle(reader, answer, { from: 'OPEN', to: 'CLOSED', type: 'newcomerClosed' });

export const reopenNewcomer = (reader: NewcomerReader, answer: Answer): Promise<Result<Newcomer, Failure>> =>
  handle(reader, answer, { from: 'CLOSED', to: 'OPEN', type: 'newcomerReopened' });

type Dealing = { readonly from: NewcomerStatus; readonly to: NewcomerStatus; readonly type: string };

async function handle(
  { principal, newcomers, clock }: NewcomerReader,
  { id, note }: Answer,
  { from, to, type }: Dealing,
): Promise<Result<Newcomer, Failure>> {
  const refused = mayNotSee(principal) ?? refusal(principal, 'handleAlerts');
  if (refused) return fail(refused);
  for (;;) {
    const before = await newcomers.newcomer(id);
    if (before === null) return fail(failure('NOT_FOUND', `There is no newcomer ${id}.`));
    if (before.status !== from) return fail(failure('INVALID_ARGUMENT', `The newcomer ${id} is ${before.status}.`));
    const at = currentTime(clock);
    const after: Newcomer = { ...before, status: to, handled: { by: principal.name, at, note } };
    const event = { type, at, principal: principal.id, subject: id, details: {} };
    if (await newcomers.change(before, after, event)) return ok(after);
  }
}

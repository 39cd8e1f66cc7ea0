/** What keeps alerts back, those that are due for a look among it, and what each kept back. */
import { covering } from '../../domain/covered-entities.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Suppression, SuppressionMatches } from '../../domain/suppression.ts';
import type { SuppressionFilter, SuppressionStore } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page, Paged } from '../ports/graph-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';

export type SuppressionReader = {
  readonly principal: Principal;
  readonly suppressions: SuppressionStore;
  readonly clock: Clock;
};

/** Those whose end comes first, first. */
export async function listSuppressions(
  { principal, suppressions, clock }: SuppressionReader,
  { filter, page }: { readonly filter: SuppressionFilter; readonly page: Page },
): Promise<Result<Paged<Suppression>, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await suppressions.suppressions(filter, currentTime(clock), page));
}

export async function findSuppression(
  { principal, suppressions }: SuppressionReader,
  id: string,
): Promise<Result<Suppression | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await suppressions.suppression(id));
}

/** In force on this very account or identifier, or on a range that it lies in. */
export async function findSuppressionsOf(
  { principal, suppressions, clock }: SuppressionReader,
  ref: EntityRef,
): Promise<Result<readonly Suppression[], Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const inForce = await suppressions.inForce(currentTime(clock));
  return ok(inForce.filter(({ target }) => covering([target])(ref)));
}

export async function showMatches(
  { principal, suppressions }: SuppressionReader,
  id: string,
  page: Page,
): Promise<Result<Paged<SuppressionMatches>, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await suppressions.matchesOf(id, page));
}

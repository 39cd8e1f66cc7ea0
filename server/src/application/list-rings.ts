/** The ranked list of rings: active ones of the published run unless asked otherwise. */
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { RingFilter, RingOrder, RingPage, RingPaged } from './ports/case-store.ts';
import { type Reader, refusal } from './reader.ts';

export type RingListRequest = { readonly filter: RingFilter; readonly order: RingOrder; readonly page: RingPage };

export async function listRings(
  { principal, rings }: Reader,
  { filter, order, page }: RingListRequest,
): Promise<Result<RingPaged, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const { runId } = filter;
  if (runId !== undefined && (await rings.run(runId)) === null) {
    return fail(failure('NOT_FOUND', `There is no run ${runId}; detectionRuns lists those there are.`));
  }
  const statuses = filter.statuses ?? (runId === undefined ? (['ACTIVE'] as const) : undefined);
  return ok(await rings.rings({ ...filter, ...(statuses && { statuses }) }, order, page));
}

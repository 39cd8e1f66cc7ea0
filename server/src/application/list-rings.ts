/** The ranked list of rings: active ones of the published run unless asked otherwise. */
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { isStanding, type RingVerdictCode } from '../domain/verdict.ts';
import type { RingFilter, RingOrder, RingPage, RingPaged } from './ports/case-store.ts';
import { refusal } from './reader.ts';
import type { VerdictReader } from './verdicts/show-verdicts.ts';

export type RingListFilter = Omit<RingFilter, 'ids' | 'notIds'> & {
  /** Only those judged so, as long as no new evidence has outdated it. */
  readonly verdicts?: readonly RingVerdictCode[];
  /** Leaves out what was dismissed, as long as no new evidence has outdated that. */
  readonly hideDismissed?: boolean;
};
export type RingListRequest = { readonly filter: RingListFilter; readonly order: RingOrder; readonly page: RingPage };

export async function listRings(
  { principal, rings, verdicts }: VerdictReader,
  { filter: { verdicts: judged, hideDismissed, ...filter }, order, page }: RingListRequest,
): Promise<Result<RingPaged, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const { runId } = filter;
  if (runId !== undefined && (await rings.run(runId)) === null) {
    return fail(failure('NOT_FOUND', `There is no run ${runId}; detectionRuns lists those there are.`));
  }
  const statuses = filter.statuses ?? (runId === undefined ? (['ACTIVE'] as const) : undefined);
  const standing = judged || hideDismissed ? [...(await verdicts.current()).rings.values()].filter(isStanding) : [];
  const idsOf = (codes: readonly RingVerdictCode[]): readonly string[] =>
    standing.filter(({ verdict }) => codes.includes(verdict)).map(({ ringId }) => ringId);
  const byVerdict = {
    ...(judged && { ids: idsOf(judged) }),
    ...(hideDismissed && { notIds: idsOf(['DISMISSED']) }),
  };
  return ok(await rings.rings({ ...filter, ...byVerdict, ...(statuses && { statuses }) }, order, page));
}

/** Who is tied to known fraud, by the newest published run. They name accounts and what ties them. */
import type { Failure } from '../../domain/failure.ts';
import type { Lead } from '../../domain/lead.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page, Paged } from '../ports/graph-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { type Reader, refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { type LeadStanding, readLeadStanding } from './lead-standing.ts';

export type LeadReader = {
  readonly principal: Reader['principal'];
  readonly rings: Pick<RingStore, 'leads'>;
  readonly verdicts: Pick<VerdictStore, 'current'>;
  readonly suppressions: Pick<SuppressionStore, 'inForce'>;
  readonly clock: Clock;
};
export type ToldLead = Lead & LeadStanding;
/** `TO_LOOK_AT`: nobody judged it and nothing keeps it back. */
export const LEAD_SHOWS = ['TO_LOOK_AT', 'JUDGED', 'KEPT_BACK'] as const;
export type LeadShow = (typeof LEAD_SHOWS)[number];

type Asked = { readonly show: LeadShow; readonly page: Page };

export async function listLeads(
  { principal, rings, verdicts, suppressions, clock }: LeadReader,
  { show, page }: Asked,
): Promise<Result<Paged<ToldLead>, Failure>> {
  const refused = refusal(principal, 'readGraph') ?? refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const standingOf = await readLeadStanding({ verdicts, suppressions }, currentTime(clock));
  const { items, ...rest } = await rings.leads(page, (lead) => showOf(standingOf(lead)) === show);
  return ok({ ...rest, items: items.map(({ item, cursor }) => ({ item: { ...item, ...standingOf(item) }, cursor })) });
}

function showOf({ verdict, keptBackBy }: LeadStanding): LeadShow {
  if (verdict !== null) return 'JUDGED';
  return keptBackBy === null ? 'TO_LOOK_AT' : 'KEPT_BACK';
}

/**
 * An investigator's verdict on whom a lead names. Who is not involved is no longer tied to what they share with the known
 * ones; whoever was found to be in on a fraud is known from the next run on. Both are taken back by the other verdict.
 */
import { entityKey } from '../../domain/entity-key.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import {
  type AccountVerdict,
  inWords,
  type LinkVerdict,
  type MemberVerdictCode,
  type VerdictReason,
} from '../../domain/verdict.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { type Reader, refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { changedMeanwhile } from '../verdicts/give-verdict.ts';
import { readLeadStanding } from './lead-standing.ts';
import type { LeadReader, ToldLead } from './list-leads.ts';

export type LeadJudge = Omit<LeadReader, 'rings' | 'verdicts'> &
  Pick<Reader, 'rings'> & { readonly verdicts: VerdictStore };
type LeadVerdictInput = {
  /** Any account of the one that the lead is about. */
  readonly account: EntityRef;
  readonly verdict: MemberVerdictCode;
  readonly reason: VerdictReason;
  readonly note: string;
  /** When the verdict was given that was seen on the lead, null where there was none. */
  readonly lastVerdictAt?: TimePoint | null;
};

export async function setLeadVerdict(
  { principal, rings, verdicts, suppressions, clock }: LeadJudge,
  { account, verdict, reason, note, lastVerdictAt }: LeadVerdictInput,
): Promise<Result<ToldLead, Failure>> {
  const refused = refusal(principal, 'giveVerdicts') ?? refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const key = entityKey(account);
  const run = await rings.latestPublishedRun();
  const lead = (await rings.allLeads()).find(({ accounts }) => accounts.some((one) => entityKey(one) === key));
  if (run === null || lead === undefined)
    return fail(failure('NOT_FOUND', `${key} is in no lead of the newest published run.`));
  const at = currentTime(clock);
  const before = await verdicts.current();
  const seen = (await readLeadStanding({ verdicts, suppressions }, at))(lead).verdict;
  if (lastVerdictAt !== undefined && lastVerdictAt !== (seen?.at ?? null)) return fail(judgedMeanwhile(key, seen));
  const given = { reason, note, by: principal.name, at };
  const ofAccounts = lead.accounts.map(
    (one): AccountVerdict => ({ ...given, account: one, verdict, runId: run.id, asOf: run.asOf }),
  );
  const isSameActor = verdict === 'INVOLVED';
  const ofLinks = lead.accounts.flatMap((from) =>
    lead.group.identifiers.map(
      ({ kind, id }): LinkVerdict => ({ ...given, from, to: { kind, id }, isSameActor, until: null }),
    ),
  );
  const details = { verdict, reason, run: run.id };
  const event = { type: 'leadVerdictGiven', at, principal: principal.id, subject: 'lead', details };
  // One that something new has outdated is on the accounts still, though not seen on the lead.
  const onAccounts = lead.accounts.flatMap((one) => before.accounts.get(entityKey(one))?.at ?? []);
  const lastAt = onAccounts.length === 0 ? null : (Math.max(...onAccounts) as TimePoint);
  const isWritten = await verdicts.addAccountVerdicts(
    ofAccounts,
    ofLinks,
    event,
    lastVerdictAt === undefined ? undefined : lastAt,
  );
  const standing = (await readLeadStanding({ verdicts, suppressions }, at))(lead);
  return isWritten ? ok({ ...lead, ...standing }) : fail(judgedMeanwhile(key, standing.verdict));
}

const judgedMeanwhile = (key: string, other: AccountVerdict | null): Failure =>
  changedMeanwhile(key, other === null ? undefined : `${inWords(other.verdict)}, by ${other.by}`);

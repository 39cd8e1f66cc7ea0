/** Whether there is still something to do about a lead: what was concluded of it, and what keeps it back. */
import { covering } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { Lead } from '../../domain/lead.ts';
import type { Suppression } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { type AccountVerdict, cutTies, tieKey, type Verdicts } from '../../domain/verdict.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';

export type LeadStanding = {
  /** Null when nobody judged it, or something else ties the account by now. */
  readonly verdict: AccountVerdict | null;
  /** The entry that keeps it back, or null. */
  readonly keptBackBy: Suppression | null;
};

/** `entries`: those in force. */
type Said = { readonly verdicts: Verdicts; readonly entries: readonly Suppression[]; readonly now: TimePoint };

type Sources = {
  readonly verdicts: Pick<VerdictStore, 'current'>;
  readonly suppressions: Pick<SuppressionStore, 'inForce'>;
};

/** By what is said at this moment. */
export async function readLeadStanding(
  { verdicts, suppressions }: Sources,
  now: TimePoint,
): Promise<(lead: Lead) => LeadStanding> {
  const [held, entries] = await Promise.all([verdicts.current(), suppressions.inForce(now)]);
  return createLeadStanding({ verdicts: held, entries, now });
}

function createLeadStanding({ verdicts, entries, now }: Said): (lead: Lead) => LeadStanding {
  const cut = cutTies(verdicts.links, now);
  const isSettled = ({ accounts, group }: Lead, { verdict }: AccountVerdict): boolean =>
    verdict === 'INVOLVED' ||
    accounts.every((account) => group.identifiers.every((identifier) => cut.has(tieKey(account, identifier))));
  return (lead) => {
    const given = lead.accounts.flatMap((account) => verdicts.accounts.get(entityKey(account)) ?? []);
    return {
      verdict: given.find((verdict) => isSettled(lead, verdict)) ?? null,
      keptBackBy: entryOn(lead, entries),
    };
  };
}

/** `SUPPRESS` on the account or anything it shares; `ALLOW` on the account, or on everything it shares. */
function entryOn({ accounts, group }: Lead, entries: readonly Suppression[]): Suppression | null {
  const { identifiers } = group;
  const suppressing = entries.find(
    ({ kind, target }) => kind === 'SUPPRESS' && [...accounts, ...identifiers].some(covering([target])),
  );
  if (suppressing) return suppressing;
  const allowing = entries.filter(({ kind }) => kind === 'ALLOW');
  const onAccounts = allowing.find(({ target }) => accounts.every(covering([target])));
  if (onAccounts) return onAccounts;
  const isInOrder = covering(allowing.map(({ target }) => target));
  if (identifiers.length === 0 || !identifiers.every(isInOrder)) return null;
  return allowing.find(({ target }) => identifiers.some(covering([target]))) ?? null;
}

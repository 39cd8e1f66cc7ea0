import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { type Lead, SET_LEAD_VERDICT, useLeadChange } from '../../api/use-leads.ts';
import { keepBack } from '../../api/use-suppressions.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { VerdictPopover } from '../../components/verdict-popover.tsx';
import { useText } from '../../text/text.tsx';
import styles from './leads-view.module.css';

type Props = { readonly lead: Lead };

/** What can be done with a lead: judged, or the account kept back for a while. */
export function LeadActions({ lead }: Props) {
  const words = useText().suppressions;
  const change = useLeadChange();
  const [isKeeping, setKeeping] = useState(false);
  const [account] = lead.accounts;
  if (account === undefined) return null;
  const target = { entity: { kind: account.kind, externalId: account.externalId } };
  const close = (): void => setKeeping(false);
  if (isKeeping) {
    return (
      <>
        <KeepBackForm
          keep={keepBack(target)}
          cancel={close}
          submit={(work) => change.mutate(work, { onSuccess: close })}
        />
        {change.error !== null && <FailureNotice error={change.error} retry={change.reset} />}
      </>
    );
  }
  return (
    <div className={styles['actions']}>
      <LeadVerdict lead={lead} account={account} />
      {lead.keptBackBy === null && (
        <Button variant="default" size="compact-xs" onClick={() => setKeeping(true)}>
          {words.add}
        </Button>
      )}
    </div>
  );
}

function LeadVerdict({ lead, account }: Props & { readonly account: Lead['accounts'][number] }) {
  const { mutate, ...giving } = useLeadChange();
  const { kind, externalId } = account;
  const lastVerdictAt = lead.verdict?.at ?? null;
  return (
    <VerdictPopover
      account={account}
      verdict={lead.verdict}
      hint={useText().leads.judgeHint}
      giving={{
        ...giving,
        mutate: ({ kind: verdict, reason, note }, done) => {
          const given = { account: { kind, externalId }, verdict, reason, note, lastVerdictAt };
          mutate(() => fetchGraphql(SET_LEAD_VERDICT, given), { onSuccess: done });
        },
      }}
    />
  );
}

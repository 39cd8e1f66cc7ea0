import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { type Lead, SET_LEAD_VERDICT, useLeadChange } from '../../api/use-leads.ts';
import { keepBack } from '../../api/use-suppressions.ts';
import { MEMBER_VERDICT_KINDS } from '../../api/verdicts.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { JudgementForm } from '../../components/judgement-form.tsx';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
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

/** A click opens the form, Escape closes it. */
function LeadVerdict({ lead, account }: Props & { readonly account: Lead['accounts'][number] }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const { mutate, ...giving } = useLeadChange();
  const { kind, externalId } = account;
  const label = text.verdict.memberOf(nameOf(account));
  const said = lead.verdict === null ? text.verdict.judge : text.verdict.memberKinds[lead.verdict.verdict];
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button variant="default" size="compact-xs" aria-label={`${label}: ${said}`} onClick={() => setOpen(!isOpen)}>
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={styles['form'] ?? ''}>
        <p className={styles['hint']}>{text.leads.judgeHint}</p>
        <JudgementForm
          kinds={MEMBER_VERDICT_KINDS}
          names={text.verdict.memberKinds}
          giving={{
            ...giving,
            mutate: ({ kind: verdict, reason, note }) =>
              mutate(
                () =>
                  fetchGraphql(SET_LEAD_VERDICT, {
                    ...{ account: { kind, externalId }, verdict, reason, note },
                    lastVerdictAt: lead.verdict?.at ?? null,
                  }),
                { onSuccess: () => setOpen(false) },
              ),
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { ACKNOWLEDGE_ALERT, type Alert, CLOSE_ALERT, REOPEN_ALERT } from '../../api/use-alerts.ts';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { useText } from '../../text/text.tsx';
import styles from './alerts-view.module.css';
import { CloseForm } from './close-form.tsx';

export type Change = (work: () => Promise<unknown>) => void;

/** What can be done with an alert: seen to, closed or kept back with a reason, opened again. */
export function AlertActions({ alert, change }: { readonly alert: Alert; readonly change: Change }) {
  const words = useText().alerts;
  const [form, setForm] = useState<'none' | 'close' | 'suppress'>('none');
  const { id, ringId, status } = alert;
  const done = (work: () => Promise<unknown>): void => {
    setForm('none');
    change(work);
  };
  const cancel = (): void => setForm('none');
  if (form === 'close') {
    return <CloseForm cancel={cancel} submit={(given) => done(() => fetchGraphql(CLOSE_ALERT, { id, ...given }))} />;
  }
  if (form === 'suppress') {
    return <KeepBackForm target={{ ring: ringId }} cancel={cancel} submit={done} />;
  }
  const actions: readonly (readonly [label: string, isOffered: boolean, act: () => void])[] = [
    [words.acknowledge, status === 'OPEN', () => done(() => fetchGraphql(ACKNOWLEDGE_ALERT, { id, note: '' }))],
    [words.close, status !== 'CLOSED', () => setForm('close')],
    [words.suppress, status !== 'CLOSED', () => setForm('suppress')],
    [words.reopen, status !== 'OPEN', () => done(() => fetchGraphql(REOPEN_ALERT, { id }))],
  ];
  return (
    <div className={styles['actions']}>
      {actions
        .filter(([, isOffered]) => isOffered)
        .map(([label, , act]) => (
          <Button key={label} variant="default" size="compact-xs" onClick={act}>
            {label}
          </Button>
        ))}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { ACKNOWLEDGE_ALERT, type Alert, ASSIGN_ALERT, CLOSE_ALERT, REOPEN_ALERT } from '../../api/use-alerts.ts';
import { keepBack } from '../../api/use-suppressions.ts';
import { useViewer } from '../../api/use-viewer.ts';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { useText } from '../../text/text.tsx';
import styles from './alerts-view.module.css';
import { AssignForm } from './assign-form.tsx';
import { CloseForm } from './close-form.tsx';

export type Change = (work: () => Promise<unknown>) => void;
type Props = { readonly alert: Alert; readonly change: Change };
type Form = 'close' | 'suppress' | 'assign';

/** What can be done with an alert: taken, handed over, seen to, closed or kept back with a reason, opened again. */
export function AlertActions({ alert, change }: Props) {
  const [form, setForm] = useState<Form | null>(null);
  const { id, revision, ringId } = alert;
  const seen = { id, revision };
  const done = (work: () => Promise<unknown>): void => {
    setForm(null);
    change(work);
  };
  const cancel = (): void => setForm(null);
  switch (form) {
    case 'close':
      return (
        <CloseForm cancel={cancel} submit={(given) => done(() => fetchGraphql(CLOSE_ALERT, { ...seen, ...given }))} />
      );
    case 'assign':
      return (
        <AssignForm cancel={cancel} submit={(given) => done(() => fetchGraphql(ASSIGN_ALERT, { ...seen, ...given }))} />
      );
    case 'suppress':
      return <KeepBackForm keep={keepBack({ ring: ringId })} cancel={cancel} submit={done} />;
    case null:
      return <Offered alert={alert} change={done} open={setForm} />;
  }
}

function Offered({ alert, change, open }: Props & { readonly open: (form: Form) => void }) {
  const words = useText().alerts;
  const me = useViewer().data?.viewer.name;
  const { id, revision, status, assignment } = alert;
  const isLive = status !== 'CLOSED';
  const isMine = assignment !== null && assignment.to === me;
  const seen = { id, revision, note: '' };
  const give = (to: string | null) => change(() => fetchGraphql(ASSIGN_ALERT, { ...seen, to }));
  const actions: readonly (readonly [label: string, isOffered: boolean, act: () => void])[] = [
    [words.take, isLive && me !== undefined && !isMine, () => give(me ?? null)],
    [words.release, isLive && isMine, () => give(null)],
    [words.assign, isLive, () => open('assign')],
    [words.acknowledge, status === 'OPEN', () => change(() => fetchGraphql(ACKNOWLEDGE_ALERT, seen))],
    [words.close, isLive, () => open('close')],
    [words.suppress, isLive, () => open('suppress')],
    [words.reopen, status !== 'OPEN', () => change(() => fetchGraphql(REOPEN_ALERT, { id, revision }))],
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

import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  type AlertOutcome,
  ASSIGN_ALERTS,
  type Assigning,
  actOnAlerts,
  CLOSE_ALERTS,
  KEEP_BACK_ALERTS,
} from '../../api/alert-acts.ts';
import { fetchGraphql } from '../../api/graphql.ts';
import type { SeenAlert } from '../../api/use-alerts.ts';
import { useViewer } from '../../api/use-viewer.ts';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { useText } from '../../text/text.tsx';
import styles from './alerts-view.module.css';
import { AssignForm } from './assign-form.tsx';
import { CloseForm } from './close-form.tsx';

type Work = () => Promise<readonly AlertOutcome[]>;
type Props = {
  /** As they are shown: where one has changed since, it is told and left alone. */
  readonly chosen: readonly SeenAlert[];
  readonly run: (work: Work) => void;
  readonly clear: () => void;
  readonly isBusy: boolean;
};

/** What can be done with those that are chosen, all at once and for one reason. */
export function BulkBar({ chosen, run, clear, isBusy }: Props) {
  const words = useText().alerts;
  const me = useViewer().data?.viewer.name;
  const [form, setForm] = useState<'close' | 'suppress' | 'assign' | null>(null);
  const alerts = chosen.map(({ id, revision }) => ({ id, revision }));
  const start = (work: Work): void => {
    setForm(null);
    run(work);
  };
  const cancel = (): void => setForm(null);
  const give = (given: Assigning) =>
    start(() => actOnAlerts(alerts, (some) => fetchGraphql(ASSIGN_ALERTS, { alerts: some, ...given })));
  const actions: readonly (readonly [label: string, act: () => void])[] = [
    ...(me === undefined ? [] : [[words.take, () => give({ to: me, note: '' })] as const]),
    [words.assign, () => setForm('assign')],
    [words.release, () => give({ to: null, note: '' })],
    [words.close, () => setForm('close')],
    [words.suppress, () => setForm('suppress')],
    [words.chooseNone, clear],
  ];
  return (
    <section className={styles['bulk']} aria-label={words.chosen(chosen.length)}>
      <strong>{words.chosen(chosen.length)}</strong>
      {form === null &&
        actions.map(([label, act]) => (
          <Button key={label} variant="default" size="compact-xs" disabled={isBusy} onClick={act}>
            {label}
          </Button>
        ))}
      {form === 'assign' && <AssignForm cancel={cancel} submit={give} />}
      {form === 'close' && (
        <CloseForm
          cancel={cancel}
          submit={(given) =>
            start(() => actOnAlerts(alerts, (some) => fetchGraphql(CLOSE_ALERTS, { alerts: some, ...given })))
          }
        />
      )}
      {form === 'suppress' && (
        <KeepBackForm
          cancel={cancel}
          keep={(given) => actOnAlerts(alerts, (some) => fetchGraphql(KEEP_BACK_ALERTS, { alerts: some, ...given }))}
          submit={(work) => start(work as Work)}
        />
      )}
    </section>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAlertChange } from '../../api/use-alerts.ts';
import type { EntityFacts } from '../../api/use-entity.ts';
import { keepBack, useEntitySuppressions } from '../../api/use-suppressions.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { useText } from '../../text/text.tsx';
import { SuppressionLine } from '../alerts/suppression-line.tsx';
import styles from '../board/selected-panel.module.css';

/** What is kept back for this account or identifier, by whom and until when, and a way to add to it. */
export function KeepBackPanel({ facts }: { readonly facts: EntityFacts }) {
  const words = useText().suppressions;
  const entries = useEntitySuppressions(facts);
  const change = useAlertChange();
  const [isOpen, setOpen] = useState(false);
  const { kind, externalId } = facts;
  const submit = (work: () => Promise<unknown>): void => {
    setOpen(false);
    change.mutate(work);
  };
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      {entries.error !== null && <FailureNotice error={entries.error} retry={() => void entries.refetch()} />}
      {change.error !== null && <FailureNotice error={change.error} />}
      {entries.data?.length === 0 && <p className={styles['hint']}>{words.ofEntity}</p>}
      {entries.data?.map((entry) => (
        <SuppressionLine key={entry.id} entry={entry} change={change.mutate} />
      ))}
      {isOpen ? (
        <KeepBackForm keep={keepBack({ entity: { kind, externalId } })} cancel={() => setOpen(false)} submit={submit} />
      ) : (
        <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
          {words.add}
        </Button>
      )}
    </section>
  );
}

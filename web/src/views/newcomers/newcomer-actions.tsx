import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { CLOSE_NEWCOMER, type Newcomer, REOPEN_NEWCOMER } from '../../api/use-newcomers.ts';
import { keepBack } from '../../api/use-suppressions.ts';
import { KeepBackForm } from '../../components/keep-back-form.tsx';
import { SmallForm } from '../../components/small-form.tsx';
import { useText } from '../../text/text.tsx';
import styles from './newcomers-view.module.css';

const MOST_LETTERS = 200;

export type Change = (work: () => Promise<unknown>) => void;

/** What can be done with a lead: looked at, opened again, or the account kept back from now on. */
export function NewcomerActions({ newcomer, change }: { readonly newcomer: Newcomer; readonly change: Change }) {
  const text = useText();
  const words = text.newcomers;
  const [form, setForm] = useState<'none' | 'close' | 'keepBack'>('none');
  const { id, status, account } = newcomer;
  const cancel = (): void => setForm('none');
  const done = (work: () => Promise<unknown>): void => {
    cancel();
    change(work);
  };
  if (form === 'close') return <CloseForm id={id} cancel={cancel} done={done} />;
  if (form === 'keepBack') {
    const { kind, externalId } = account;
    return <KeepBackForm keep={keepBack({ entity: { kind, externalId } })} cancel={cancel} submit={done} />;
  }
  const button = (label: string, act: () => void) => (
    <Button variant="default" size="compact-xs" onClick={act}>
      {label}
    </Button>
  );
  return (
    <div className={styles['actions']}>
      {status === 'OPEN' && button(words.close, () => setForm('close'))}
      {status === 'CLOSED' && button(words.reopen, () => done(() => fetchGraphql(REOPEN_NEWCOMER, { id })))}
      {status !== 'KEPT_BACK' && button(text.suppressions.add, () => setForm('keepBack'))}
    </div>
  );
}

type Closing = { readonly id: string; readonly cancel: () => void; readonly done: Change };

function CloseForm({ id, cancel, done }: Closing) {
  const words = useText().newcomers.closeForm;
  const [note, setNote] = useState('');
  return (
    <SmallForm
      title={words.title}
      submitLabel={words.submit}
      cancel={cancel}
      submit={() => done(() => fetchGraphql(CLOSE_NEWCOMER, { id, note }))}
    >
      <TextInput
        size="xs"
        autoFocus
        label={words.note}
        value={note}
        maxLength={MOST_LETTERS}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SmallForm>
  );
}

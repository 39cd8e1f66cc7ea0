import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Assigning, useAlertHandlers } from '../../api/alert-acts.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { SmallForm, type SmallFormProps } from '../../components/small-form.tsx';
import { useText } from '../../text/text.tsx';

const MOST_LETTERS = 200;

type Props = Pick<SmallFormProps, 'cancel'> & { readonly submit: (given: Assigning) => void };

/** To whom, of those who may deal with alerts, and what they should know. */
export function AssignForm({ cancel, submit }: Props) {
  const words = useText().alerts.assignForm;
  const handlers = useAlertHandlers();
  const names = handlers.data ?? [];
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const chosen = to ?? names[0] ?? null;
  return (
    <SmallForm
      title={words.title}
      submitLabel={words.submit}
      cancel={cancel}
      submit={() => chosen !== null && submit({ to: chosen, note })}
    >
      {handlers.error !== null && <FailureNotice error={handlers.error} retry={() => void handlers.refetch()} />}
      <NativeSelect
        size="xs"
        autoFocus
        label={words.to}
        data={[...names]}
        value={chosen ?? ''}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        label={words.note}
        value={note}
        maxLength={MOST_LETTERS}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SmallForm>
  );
}

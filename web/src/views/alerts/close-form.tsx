import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { GIVEN_CLOSE_REASONS, type GivenAlertCloseReason } from '../../api/vocabulary.ts';
import { SmallForm, type SmallFormProps } from '../../components/small-form.tsx';
import { useText } from '../../text/text.tsx';

const MOST_LETTERS = 200;

type Closing = { readonly reason: GivenAlertCloseReason; readonly note: string };

export function CloseForm({
  cancel,
  submit,
}: Pick<SmallFormProps, 'cancel'> & { readonly submit: (given: Closing) => void }) {
  const words = useText().alerts;
  const [reason, setReason] = useState<GivenAlertCloseReason>('HANDLED');
  const [note, setNote] = useState('');
  return (
    <SmallForm
      title={words.closeForm.title}
      submitLabel={words.closeForm.submit}
      cancel={cancel}
      submit={() => submit({ reason, note })}
    >
      <NativeSelect
        size="xs"
        autoFocus
        label={words.closeForm.reason}
        data={GIVEN_CLOSE_REASONS.map((value) => ({ value, label: words.closeReason[value] }))}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as GivenAlertCloseReason)}
      />
      <TextInput
        size="xs"
        label={words.closeForm.note}
        value={note}
        maxLength={MOST_LETTERS}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </SmallForm>
  );
}

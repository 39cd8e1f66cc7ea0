import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { GIVEN_CLOSE_REASONS, type GivenAlertCloseReason } from '../../api/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import styles from './alerts-view.module.css';

const MOST_LETTERS = 200;
const MOST_DAYS = 90;
const USUAL_DAYS = 14;

type Frame = {
  readonly title: string;
  readonly submitLabel: string;
  readonly cancel: () => void;
  readonly submit: () => void;
  readonly children: ReactNode;
};

function SmallForm({ title, submitLabel, cancel, submit, children }: Frame) {
  const words = useText().alerts;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form className={styles['form']} aria-label={title} onSubmit={onSubmit}>
      {children}
      <div className={styles['actions']}>
        <Button type="submit" variant="default" size="compact-xs">
          {submitLabel}
        </Button>
        <Button variant="default" size="compact-xs" onClick={cancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

type Closing = { readonly reason: GivenAlertCloseReason; readonly note: string };

export function CloseForm({ cancel, submit }: Pick<Frame, 'cancel'> & { readonly submit: (given: Closing) => void }) {
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

type Keeping = { readonly reason: string; readonly days: number };

export function SuppressForm({
  cancel,
  submit,
}: Pick<Frame, 'cancel'> & { readonly submit: (given: Keeping) => void }) {
  const words = useText().alerts.suppressForm;
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  return (
    <SmallForm title={words.title} submitLabel={words.submit} cancel={cancel} submit={() => submit({ reason, days })}>
      <TextInput
        size="xs"
        autoFocus
        required
        label={words.reason}
        value={reason}
        maxLength={MOST_LETTERS}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <NumberInput
        size="xs"
        hideControls
        label={words.days}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        value={days}
        onChange={(value) => setDays(Number(value))}
      />
    </SmallForm>
  );
}

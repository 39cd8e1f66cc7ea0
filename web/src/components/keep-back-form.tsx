import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeepingBack } from '../api/use-suppressions.ts';
import { SUPPRESSION_KINDS, type SuppressionKind } from '../api/vocabulary.ts';
import { useNow } from '../app/clock.tsx';
import { useText } from '../text/text.tsx';
import { SmallForm } from './small-form.tsx';

const DAY_MS = 86_400_000;
const MOST_LETTERS = 200;
const USUAL_DAYS = 14;
/** As the server has it. */
const MOST_DAYS: Readonly<Record<SuppressionKind, number>> = { SUPPRESS: 90, ALLOW: 365 };

type Props = {
  readonly keep: (given: KeepingBack) => Promise<unknown>;
  readonly cancel: () => void;
  readonly submit: (work: () => Promise<unknown>) => void;
};

/** Keeps back alerts and leads of a ring, an account or an identifier: why, in which sense, and until somebody looks again. */
export function KeepBackForm({ keep, cancel, submit }: Props) {
  const words = useText().suppressions.form;
  const now = useNow();
  const [kind, setKind] = useState<SuppressionKind>('SUPPRESS');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const send = (): void => {
    const until = new Date(now + days * DAY_MS).toISOString();
    submit(() => keep({ kind, reason, until }));
  };
  return (
    <SmallForm title={words.title} submitLabel={words.submit} cancel={cancel} submit={send}>
      <NativeSelect
        size="xs"
        autoFocus
        label={words.kind}
        data={SUPPRESSION_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as SuppressionKind)}
      />
      <TextInput
        size="xs"
        required
        label={words.reason}
        value={reason}
        maxLength={MOST_LETTERS}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <NumberInput
        size="xs"
        hideControls
        label={words.days(MOST_DAYS[kind])}
        min={1}
        max={MOST_DAYS[kind]}
        clampBehavior="strict"
        allowDecimal={false}
        value={Math.min(days, MOST_DAYS[kind])}
        onChange={(value) => setDays(Number(value))}
      />
    </SmallForm>
  );
}

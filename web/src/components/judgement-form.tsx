import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Grounds, VERDICT_REASONS, type VerdictReason } from '../api/verdicts.ts';
import { useText } from '../text/text.tsx';
import { FailureNotice } from './failure-notice.tsx';

const LONGEST_NOTE = 200;

export type Giving<K> = {
  readonly mutate: (verdict: Grounds & { readonly kind: K; readonly until: string | null }) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly reset: () => void;
};
type Props<K extends string> = {
  readonly kinds: readonly [K, ...K[]];
  readonly names: Readonly<Record<K, string>>;
  readonly giving: Giving<K>;
  /** Whether it may end by itself on some day. */
  readonly canEnd?: boolean;
};

/** What somebody concludes, why, and in their own words. */
export function JudgementForm<K extends string>({ kinds, names, giving, canEnd = false }: Props<K>) {
  const words = useText().verdict;
  const [kind, setKind] = useState<K>(kinds[0]);
  const [reason, setReason] = useState<VerdictReason>('OTHER');
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    giving.mutate({ kind, reason, note, until: until === '' ? null : until });
  };
  return (
    <form onSubmit={submit}>
      <NativeSelect
        size="xs"
        label={words.kind}
        data={kinds.map((value) => ({ value, label: names[value] }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as K)}
      />
      <NativeSelect
        size="xs"
        label={words.reason}
        data={VERDICT_REASONS.map((value) => ({ value, label: words.reasons[value] }))}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value as VerdictReason)}
      />
      <TextInput
        size="xs"
        label={words.note}
        value={note}
        maxLength={LONGEST_NOTE}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {canEnd && (
        <TextInput
          size="xs"
          type="date"
          label={words.until}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="default" size="compact-xs" mt="xs" loading={giving.isPending}>
        {words.give}
      </Button>
      {giving.error !== null && <FailureNotice error={giving.error} retry={() => giving.reset()} />}
    </form>
  );
}

import { Button, Popover } from '@mantine/core';
import { useState } from 'react';
import type { NamedEntity } from '../api/shapes.ts';
import { type Given, MEMBER_VERDICT_KINDS, type MemberVerdictKind } from '../api/verdicts.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { useText } from '../text/text.tsx';
import { type Giving, JudgementForm } from './judgement-form.tsx';
import styles from './verdict-popover.module.css';

type Props = {
  readonly account: NamedEntity;
  /** What holds of it; null: nothing does yet. */
  readonly verdict: (Given & { readonly verdict: MemberVerdictKind }) | null;
  /** What giving one does. */
  readonly hint: string;
  /** `done`: to be called once it is written. */
  readonly giving: Omit<Giving<MemberVerdictKind>, 'mutate'> & {
    readonly mutate: (verdict: Parameters<Giving<MemberVerdictKind>['mutate']>[0], done: () => void) => void;
  };
};

/** What was concluded of one account; a click opens the form, Escape closes it. */
export function VerdictPopover({ account, verdict, hint, giving }: Props) {
  const words = useText().verdict;
  const [isOpen, setOpen] = useState(false);
  const label = words.memberOf(nameOf(account));
  const said = verdict === null ? words.judge : words.memberKinds[verdict.verdict];
  const why = verdict === null ? undefined : words.given(said, words.reasons[verdict.reason], verdict.by);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-xs"
          title={why}
          aria-label={`${label}: ${said}`}
          onClick={() => setOpen(!isOpen)}
        >
          {said}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className={styles['form'] ?? ''}>
        <p className={styles['hint']}>{hint}</p>
        <JudgementForm
          kinds={MEMBER_VERDICT_KINDS}
          names={words.memberKinds}
          giving={{ ...giving, mutate: (given) => giving.mutate(given, () => setOpen(false)) }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

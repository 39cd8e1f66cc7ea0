import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import { useSetMemberVerdict } from '../../api/use-member-verdict.ts';
import type { RingMember } from '../../api/use-ring-members.ts';
import { MEMBER_VERDICT_KINDS } from '../../api/verdicts.ts';
import { JudgementForm } from '../../components/judgement-form.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import styles from './member-line.module.css';

type Props = { readonly picture: RingKey; readonly member: RingMember };

/** What was concluded of one member; a click opens the form, Escape closes it. */
export function MemberVerdict({ picture, member }: Props) {
  const words = useText().verdict;
  const [isOpen, setOpen] = useState(false);
  const { mutate, ...giving } = useSetMemberVerdict(picture, member);
  const { verdict } = member;
  const said = verdict === null ? words.judge : words.memberKinds[verdict.verdict];
  const why = verdict === null ? undefined : words.given(said, words.reasons[verdict.reason], verdict.by);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <UnstyledButton
          className={styles['judge']}
          title={why}
          aria-label={`${words.memberOf(nameOf(member.entity))}: ${said}`}
          onClick={() => setOpen(!isOpen)}
        >
          {said}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.memberOf(nameOf(member.entity))}>
        <p className={styles['hint']}>{words.memberHint}</p>
        <JudgementForm
          kinds={MEMBER_VERDICT_KINDS}
          names={words.memberKinds}
          giving={{
            ...giving,
            mutate: ({ kind, reason, note }) =>
              mutate({ verdict: kind, reason, note }, { onSuccess: () => setOpen(false) }),
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

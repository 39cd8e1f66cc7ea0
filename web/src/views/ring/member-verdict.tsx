import type { RingKey } from '../../api/ring-key.ts';
import { useSetMemberVerdict } from '../../api/use-member-verdict.ts';
import type { RingMember } from '../../api/use-ring-members.ts';
import { VerdictPopover } from '../../components/verdict-popover.tsx';
import { useText } from '../../text/text.tsx';

type Props = { readonly picture: RingKey; readonly member: RingMember };

/** What was concluded of one member of the ring. */
export function MemberVerdict({ picture, member }: Props) {
  const { mutate, ...giving } = useSetMemberVerdict(picture, member);
  return (
    <VerdictPopover
      account={member.entity}
      verdict={member.verdict}
      hint={useText().verdict.memberHint}
      giving={{
        ...giving,
        mutate: ({ kind, reason, note }, done) => mutate({ verdict: kind, reason, note }, { onSuccess: done }),
      }}
    />
  );
}

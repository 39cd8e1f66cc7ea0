import type { ReactNode } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import { toKey } from '../../api/to-board.ts';
import type { RingMember } from '../../api/use-ring-members.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { Cash } from '../../components/cash.tsx';
import { formatCount, formatShare } from '../../components/format.ts';
import { StandingMark } from '../../components/standing-mark.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from '../board/board-context.tsx';
import { SelectButton } from '../board/select-button.tsx';
import styles from './member-line.module.css';
import { MemberVerdict } from './member-verdict.tsx';

export const MEMBER_FACTS = [
  'tenure',
  'orders',
  'turnover',
  'refundRate',
  'chargebackRate',
  'stillStoppable',
  'enforcements',
] as const;
type MemberFact = (typeof MEMBER_FACTS)[number];

function OtherRings({ member }: { readonly member: RingMember }) {
  const text = useText();
  if (member.otherRings.length === 0) return '–';
  return member.otherRings.map((ring) => (
    <Link key={ring.id} to={ringPath(ring.id)} className={styles['ring']} title={text.names.severity[ring.severity]}>
      {ring.id}
    </Link>
  ));
}

/** What is counted of a member: a column each where there is room, one line under the reason where there is not. */
function useMemberFacts(member: RingMember): readonly { readonly fact: MemberFact; readonly value: ReactNode }[] {
  const text = useText();
  const rate = (share: number | null) => (share === null ? '–' : formatShare(share, text.language));
  const { tenureDays } = member;
  const values: Readonly<Record<MemberFact, ReactNode>> = {
    tenure: tenureDays === null ? '–' : text.ring.members.days(Math.floor(tenureDays)),
    orders: formatCount(member.orders, text.language),
    turnover: <Cash moneys={member.turnover} />,
    refundRate: rate(member.refundRate),
    chargebackRate: rate(member.chargebackRate),
    stillStoppable: <Cash moneys={member.stillStoppable} />,
    enforcements: text.ring.members.enforced(member.enforcements, member.overturned),
  };
  return MEMBER_FACTS.map((fact) => ({ fact, value: values[fact] }));
}

type Props = { readonly picture: RingKey; readonly member: RingMember };

export function MemberLine({ picture, member }: Props) {
  const text = useText();
  const key = toKey(member.entity);
  const isChosen = useBoard((view) => view.selection.has(key));
  const facts = useMemberFacts(member);
  return (
    <tr data-chosen={isChosen}>
      <td className={styles['member']}>
        <SelectButton entity={member.entity} id="below" />
      </td>
      <td>
        <StandingMark status={member.entity.status} riskLabel={member.entity.riskLabel} />
      </td>
      <td className={styles['role']}>
        <strong>{text.names.role[member.role]}</strong>{' '}
        <span className={table['quiet']} title={text.ring.memberCameBack}>
          {formatShare(member.confidence, text.language)}
        </span>
        <span className={styles['reason']}>{member.reason}</span>
        <span className={styles['narrow']}>
          {facts.map(({ fact, value }) => (
            <span key={fact}>
              {text.ring.members[fact]} <b>{value}</b>
            </span>
          ))}
        </span>
      </td>
      {facts.map(({ fact, value }) => (
        <td key={fact} className={`${table['number']} ${styles['wide']}`}>
          {value}
        </td>
      ))}
      <td>
        <OtherRings member={member} />
      </td>
      <td>
        <MemberVerdict picture={picture} member={member} />
      </td>
    </tr>
  );
}

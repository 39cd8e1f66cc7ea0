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

function OtherRings({ member }: { readonly member: RingMember }) {
  const text = useText();
  if (member.otherRings.length === 0) return '–';
  return member.otherRings.map((ring) => (
    <Link key={ring.id} to={ringPath(ring.id)} className={styles['ring']} title={text.names.severity[ring.severity]}>
      {ring.id}
    </Link>
  ));
}

export function MemberLine({ member }: { readonly member: RingMember }) {
  const text = useText();
  const key = toKey(member.entity);
  const isChosen = useBoard((view) => view.selection.has(key));
  const rate = (share: number | null) => (share === null ? '–' : formatShare(share, text.language));
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
        <span className={table['quiet']}>{formatShare(member.confidence, text.language)}</span>
        <span className={styles['reason']}>{member.reason}</span>
      </td>
      <td className={table['number']}>
        {member.tenureDays === null ? '–' : text.ring.members.days(Math.floor(member.tenureDays))}
      </td>
      <td className={table['number']}>{formatCount(member.orders, text.language)}</td>
      <td className={table['number']}>
        <Cash moneys={member.turnover} />
      </td>
      <td className={table['number']}>{rate(member.refundRate)}</td>
      <td className={table['number']}>{rate(member.chargebackRate)}</td>
      <td className={table['number']}>
        <Cash moneys={member.stillStoppable} />
      </td>
      <td className={table['number']}>{text.ring.members.enforced(member.enforcements, member.overturned)}</td>
      <td>
        <OtherRings member={member} />
      </td>
    </tr>
  );
}

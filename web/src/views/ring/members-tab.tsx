import { useEffect } from 'react';
import { toPaged } from '../../api/paged.ts';
import type { RingKey } from '../../api/ring-key.ts';
import { toKey } from '../../api/to-board.ts';
import type { RingMember, useRingMembers } from '../../api/use-ring-members.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from '../board/board-context.tsx';
import styles from './member-line.module.css';
import { MEMBER_FACTS, MemberLine } from './member-line.tsx';

type Props = { readonly picture: RingKey; readonly members: ReturnType<typeof useRingMembers> };

/** The members as rows: those behind the evidence in focus, or all. */
export function MembersTab({ picture, members }: Props) {
  const text = useText();
  const focus = useBoard((view) => view.filters.focus);
  const { rows, total, next } = toPaged<RingMember>(members);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = members;
  useEffect(() => {
    // The rows behind an evidence may stand on a page that is not here yet.
    if (focus && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [focus, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (members.error !== null) return <FailureNotice error={members.error} retry={() => void members.refetch()} />;
  if (!members.data) return <Loading label={text.common.loading} />;
  const shown = focus ? rows.filter((row) => focus.nodes.has(toKey(row.entity))) : rows;
  const columns = text.ring.members;
  return (
    <>
      <div className={`${table['scroll']} ${styles['rows']}`}>
        <table className={`${table['table']} ${table['wrapped']} ${table['lastInSight']}`} aria-label={columns.title}>
          <thead>
            <tr>
              <th scope="col">{columns.member}</th>
              <th scope="col">{columns.status}</th>
              <th scope="col">{columns.role}</th>
              {MEMBER_FACTS.map((fact) => (
                <th key={fact} scope="col" className={`${table['number']} ${styles['wide']}`}>
                  {columns[fact]}
                </th>
              ))}
              <th scope="col">{columns.otherRings}</th>
              <th scope="col">{columns.verdict}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <MemberLine key={toKey(row.entity)} picture={picture} member={row} />
            ))}
          </tbody>
        </table>
      </div>
      {focus && <Cut sentence={text.ring.membersInFocus(shown.length, total)} />}
      {!focus && next && <Cut sentence={text.ring.membersShown(rows.length, total)} next={next} />}
    </>
  );
}

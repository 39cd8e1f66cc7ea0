import { useEffect } from 'react';
import { toKey } from '../../api/to-board.ts';
import type { RingMember, useRingMembers } from '../../api/use-ring-members.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { useBoard } from '../board/board-context.tsx';
import { MemberLine } from './member-line.tsx';

type Props = { readonly members: ReturnType<typeof useRingMembers> };

const NUMBER_COLUMNS = [
  'orders',
  'turnover',
  'refundRate',
  'chargebackRate',
  'stillStoppable',
  'enforcements',
] as const;

/** The members as rows: those behind the evidence in focus, or all. */
export function MembersTab({ members }: Props) {
  const text = useText();
  const focus = useBoard((view) => view.filters.focus);
  const rows: readonly RingMember[] = members.data?.pages.flatMap((page) => page?.nodes ?? []) ?? [];
  const total = members.data?.pages[0]?.totalCount ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = members;
  useEffect(() => {
    // The rows behind an evidence may stand on a page that is not here yet.
    if (focus && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [focus, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (members.error !== null) return <FailureNotice error={members.error} retry={() => void members.refetch()} />;
  if (!members.data) return <Loading label={text.common.loading} />;
  const shown = focus ? rows.filter((row) => focus.nodes.has(toKey(row.entity))) : rows;
  const columns = text.ring.members;
  const next = { label: text.common.next50, run: () => void fetchNextPage(), busy: isFetchingNextPage };
  return (
    <>
      <div className={table['scroll']}>
        <table className={`${table['table']} ${table['wrapped']}`} aria-label={columns.title}>
          <thead>
            <tr>
              <th scope="col">{columns.member}</th>
              <th scope="col">{columns.status}</th>
              <th scope="col">{columns.role}</th>
              <th scope="col" className={table['number']}>
                {columns.tenure}
              </th>
              {NUMBER_COLUMNS.map((column) => (
                <th key={column} scope="col" className={table['number']}>
                  {columns[column]}
                </th>
              ))}
              <th scope="col">{columns.otherRings}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <MemberLine key={toKey(row.entity)} member={row} />
            ))}
          </tbody>
        </table>
      </div>
      {focus && <Cut sentence={text.ring.membersInFocus(shown.length, total)} />}
      {!focus && hasNextPage && <Cut sentence={text.ring.membersShown(rows.length, total)} more={next} />}
    </>
  );
}

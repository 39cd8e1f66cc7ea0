import { useState } from 'react';
import type { RingHead } from '../../api/use-ring.ts';
import { RING_GRAPH_LIMIT, useRingGraph } from '../../api/use-ring-graph.ts';
import { useRingMembers } from '../../api/use-ring-members.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { BoardWorkspace } from '../board/board-workspace.tsx';
import { useBoardAddress } from '../board/use-board-address.ts';
import { useFilledBoard } from '../board/use-filled-board.ts';
import { EventsTab } from './events-tab.tsx';
import { IdentifiersTab } from './identifiers-tab.tsx';
import { MembersTab } from './members-tab.tsx';
import { initialOwnState, type OwnState } from './own-state.ts';
import { useEvidenceFocus } from './use-evidence-focus.ts';
import { useMemberRoles } from './use-member-roles.ts';
import { WhyPane } from './why-pane.tsx';

/** The server's limit for one picture. */
const GRAPH_LIMIT = 1_000;

export function RingWorkbench({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  const [own, setOwn] = useState<OwnState>(initialOwnState);
  const [pinnedRun] = useState(() => new URLSearchParams(window.location.search).get('run'));
  const [limit, setLimit] = useState(RING_GRAPH_LIMIT);
  const graph = useRingGraph(ring.id, limit);
  const members = useRingMembers(ring.id);
  const subgraph = graph.data ?? null;
  const restoration = useFilledBoard(subgraph);
  const run = ring.run?.runId ?? null;
  const omitted = useBoardAddress({ run, own, isReady: restoration.isReady });
  const evidence = useEvidenceFocus(ring, restoration);
  useMemberRoles(members.data?.pages.flatMap((page) => page?.nodes ?? []));

  const waiting = graph.error ? (
    <FailureNotice error={graph.error} retry={() => void graph.refetch()} />
  ) : restoration.isReady ? null : (
    <Loading label={text.board.loading} />
  );
  const nextLimit = Math.min(GRAPH_LIMIT, limit + RING_GRAPH_LIMIT);
  const more =
    nextLimit > limit
      ? { more: { label: text.ring.nextNodes, run: () => setLimit(nextLimit), busy: graph.isFetching } }
      : {};
  const sentences = (
    <>
      {subgraph?.truncated && (
        <Cut sentence={text.ring.cut(subgraph.nodes.length, subgraph.nodes.length + subgraph.omittedNodes)} {...more} />
      )}
      {pinnedRun !== null && pinnedRun !== run && <Cut sentence={text.ring.otherRun(pinnedRun)} />}
      {restoration.failedSteps > 0 && <Cut sentence={text.board.stepsFailed(restoration.failedSteps)} />}
      {omitted > 0 && <Cut sentence={text.board.addressFull(omitted)} />}
    </>
  );
  return (
    <BoardWorkspace
      name="ring"
      left={<WhyPane ring={ring} evidence={evidence} />}
      waiting={waiting}
      sentences={sentences}
      tab={own.tab ?? 'members'}
      onTab={(tab) => setOwn({ ...own, tab })}
      tabs={[
        { id: 'members', label: text.ring.tabs.members(ring.size), content: <MembersTab members={members} /> },
        {
          id: 'events',
          label: text.ring.tabs.events,
          content: (
            <EventsTab ringId={ring.id} evidence={evidence.position} graph={subgraph} own={own} setOwn={setOwn} />
          ),
        },
        { id: 'identifiers', label: text.ring.tabs.identifiers, content: <IdentifiersTab ringId={ring.id} /> },
      ]}
    />
  );
}

import { useState } from 'react';
import type { ShownRing } from '../../api/use-ring.ts';
import { RING_GRAPH_LIMIT, useRingGraph } from '../../api/use-ring-graph.ts';
import { useRingMembers } from '../../api/use-ring-members.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { BoardWorkspace } from '../board/board-workspace.tsx';
import { PictureCut } from '../board/picture-cut.tsx';
import { useBoardAddress } from '../board/use-board-address.ts';
import { useFilledBoard } from '../board/use-filled-board.ts';
import { useGrownBoard } from '../board/use-grown-board.ts';
import { ChangesTab } from './changes-tab.tsx';
import { EventsTab } from './events-tab.tsx';
import { IdentifiersTab } from './identifiers-tab.tsx';
import { MembersTab } from './members-tab.tsx';
import { initialOwnState, type OwnState, pictureLimit } from './own-state.ts';
import { useRestoredChanges } from './use-change-focus.ts';
import { useEvidenceFocus } from './use-evidence-focus.ts';
import { useMemberRoles } from './use-member-roles.ts';
import { WhyPane } from './why-pane.tsx';

type Props = {
  readonly ring: ShownRing;
  /** The run of the address; what is shown is another's where that picture is not kept. */
  readonly pinnedRun: string | null;
  readonly showLatest: () => void;
};

export function RingWorkbench({ ring, pinnedRun, showLatest }: Props) {
  const text = useText();
  const [own, setOwn] = useState<OwnState>(initialOwnState);
  const [firstLimit] = useState(() => pictureLimit(own));
  const limit = pictureLimit(own);
  const first = useRingGraph(ring.key, firstLimit);
  const graph = useRingGraph(ring.key, limit);
  const members = useRingMembers(ring.key);
  const subgraph = graph.data ?? first.data ?? null;
  const restoration = useFilledBoard(first.data ?? null);
  useGrownBoard(limit === firstLimit ? null : (graph.data ?? null), restoration.isReady);
  const choose = (since: string) => setOwn({ ...own, tab: 'changes', since });
  const run = ring.run?.runId ?? null;
  const omitted = useBoardAddress({ run, own, isReady: restoration.isReady });
  const evidence = useEvidenceFocus(ring, restoration);
  useRestoredChanges(ring, restoration);
  useMemberRoles(ring.key);

  const waiting = first.error ? (
    <FailureNotice error={first.error} retry={() => void first.refetch()} />
  ) : restoration.isReady ? null : (
    <Loading label={text.board.loading} />
  );
  const sentences = (
    <>
      <PictureCut
        graph={graph}
        shown={subgraph}
        limit={limit}
        step={RING_GRAPH_LIMIT}
        sentence={text.ring.cut}
        onLimit={(next) => setOwn({ ...own, limit: String(next) })}
      />
      {ring.formerId !== null && <Cut sentence={text.ring.changes.wentOn(ring.formerId, ring.id)} />}
      {pinnedRun !== null && pinnedRun !== run && <Cut sentence={text.ring.otherRun(pinnedRun)} />}
      {run !== null && ring.latestRun !== null && run !== ring.latestRun && (
        <Cut sentence={text.ring.asOfRun(run)} action={{ label: text.ring.showLatest, run: showLatest }} />
      )}
      {restoration.failedSteps > 0 && <Cut sentence={text.board.stepsFailed(restoration.failedSteps)} />}
      {omitted > 0 && <Cut sentence={text.board.addressFull(omitted)} />}
    </>
  );
  return (
    <BoardWorkspace
      name="ring"
      left={<WhyPane ring={ring} evidence={evidence} showChanges={choose} />}
      waiting={waiting}
      sentences={sentences}
      tab={own.tab ?? 'members'}
      onTab={(tab) => setOwn({ ...own, tab })}
      tabs={[
        {
          id: 'members',
          label: text.ring.tabs.members(ring.size),
          content: <MembersTab picture={{ id: ring.id, run }} members={members} />,
        },
        {
          id: 'events',
          label: text.ring.tabs.events,
          content: (
            <EventsTab ringKey={ring.key} evidence={evidence.position} graph={subgraph} own={own} setOwn={setOwn} />
          ),
        },
        { id: 'identifiers', label: text.ring.tabs.identifiers, content: <IdentifiersTab ringKey={ring.key} /> },
        {
          id: 'changes',
          label: text.ring.changes.tab,
          content: <ChangesTab ring={ring} chosen={own.since} choose={choose} />,
        },
      ]}
    />
  );
}

import { useState } from 'react';
import { NEIGHBOURHOOD_LIMIT } from '../../api/fetch-neighbourhood.ts';
import type { EntityFacts } from '../../api/use-entity.ts';
import { useEvents } from '../../api/use-events.ts';
import { useNeighbourhood } from '../../api/use-neighbourhood.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { BoardWorkspace } from '../board/board-workspace.tsx';
import { EventTable } from '../board/event-table.tsx';
import { useBoardAddress } from '../board/use-board-address.ts';
import { useFilledBoard } from '../board/use-filled-board.ts';
import { EntityPane } from './entity-pane.tsx';

/** The server's limit for one picture. */
const GRAPH_LIMIT = 1_000;
const STEP = NEIGHBOURHOOD_LIMIT + 1;

function EntityEvents({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const [question] = useState({ of: [{ kind: facts.kind, externalId: facts.externalId }], among: false });
  const events = useEvents(question);
  if (events.error !== null) return <FailureNotice error={events.error} retry={() => void events.refetch()} />;
  if (!events.data) return <Loading label={text.common.loading} />;
  const rows = events.data.pages.flatMap((page) => page.nodes);
  const next = { label: text.common.next50, run: () => void events.fetchNextPage(), busy: events.isFetchingNextPage };
  return (
    <>
      <EventTable events={rows} />
      <Cut
        sentence={text.events.showing(rows.length, events.data.pages[0]?.totalCount ?? 0)}
        {...(events.hasNextPage ? { more: next } : {})}
      />
    </>
  );
}

/** Where the address carries the id in its query, it stays there. */
const idInQuery = (): string | null => new URLSearchParams(window.location.search).get('id');

export function EntityWorkbench({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const [limit, setLimit] = useState(STEP);
  const [tab, setTab] = useState(() => new URLSearchParams(window.location.search).get('tab') ?? 'events');
  const neighbourhood = useNeighbourhood(facts, limit);
  const subgraph = neighbourhood.data ?? null;
  const restoration = useFilledBoard(subgraph);
  const omitted = useBoardAddress({ run: null, own: { id: idInQuery(), tab }, isReady: restoration.isReady });
  const waiting = neighbourhood.error ? (
    <FailureNotice error={neighbourhood.error} retry={() => void neighbourhood.refetch()} />
  ) : restoration.isReady ? null : (
    <Loading label={text.board.loading} />
  );
  const next = {
    label: text.entity.nextNeighbours,
    run: () => setLimit(Math.min(GRAPH_LIMIT, limit + STEP)),
    busy: neighbourhood.isFetching,
  };
  return (
    <BoardWorkspace
      name="entity"
      left={<EntityPane facts={facts} />}
      waiting={waiting}
      sentences={
        <>
          {subgraph?.truncated && (
            <Cut
              sentence={text.entity.cut(subgraph.nodes.length, subgraph.nodes.length + subgraph.omittedNodes)}
              {...(limit < GRAPH_LIMIT ? { more: next } : {})}
            />
          )}
          {omitted > 0 && <Cut sentence={text.board.addressFull(omitted)} />}
        </>
      }
      tab={tab}
      onTab={setTab}
      tabs={[{ id: 'events', label: text.events.title, content: <EntityEvents facts={facts} /> }]}
    />
  );
}

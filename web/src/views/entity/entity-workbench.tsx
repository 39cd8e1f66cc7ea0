import { useState } from 'react';
import { NEIGHBOURHOOD_LIMIT } from '../../api/fetch-neighbourhood.ts';
import { toPaged } from '../../api/paged.ts';
import type { EntityFacts } from '../../api/use-entity.ts';
import { useEvents } from '../../api/use-events.ts';
import { useNeighbourhood } from '../../api/use-neighbourhood.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { BoardWorkspace } from '../board/board-workspace.tsx';
import { EventTable } from '../board/event-table.tsx';
import { PictureCut } from '../board/picture-cut.tsx';
import { useBoardAddress } from '../board/use-board-address.ts';
import { useFilledBoard } from '../board/use-filled-board.ts';
import { useGrownBoard } from '../board/use-grown-board.ts';
import { EntityPane } from './entity-pane.tsx';

const STEP = NEIGHBOURHOOD_LIMIT + 1;

function EntityEvents({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const [question] = useState({ of: [{ kind: facts.kind, externalId: facts.externalId }], among: false });
  const events = useEvents(question);
  if (events.error !== null) return <FailureNotice error={events.error} retry={() => void events.refetch()} />;
  if (!events.data) return <Loading label={text.common.loading} />;
  const { rows, total, next } = toPaged(events);
  return (
    <>
      <EventTable events={rows} />
      {total > 0 && <Cut sentence={text.events.showing(rows.length, total)} next={next} />}
    </>
  );
}

/** Where the address carries the id in its query, it stays there. */
const idInQuery = (): string | null => new URLSearchParams(window.location.search).get('id');

export function EntityWorkbench({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const [limit, setLimit] = useState(STEP);
  const [tab, setTab] = useState(() => new URLSearchParams(window.location.search).get('tab') ?? 'events');
  const first = useNeighbourhood(facts, STEP);
  const neighbourhood = useNeighbourhood(facts, limit);
  const subgraph = neighbourhood.data ?? first.data ?? null;
  const restoration = useFilledBoard(first.data ?? null);
  useGrownBoard(limit === STEP ? null : (neighbourhood.data ?? null), restoration.isReady);
  const omitted = useBoardAddress({ run: null, own: { id: idInQuery(), tab }, isReady: restoration.isReady });
  const waiting = first.error ? (
    <FailureNotice error={first.error} retry={() => void first.refetch()} />
  ) : restoration.isReady ? null : (
    <Loading label={text.board.loading} />
  );
  return (
    <BoardWorkspace
      name="entity"
      left={<EntityPane facts={facts} />}
      waiting={waiting}
      sentences={
        <>
          <PictureCut
            graph={neighbourhood}
            shown={subgraph}
            limit={limit}
            step={STEP}
            sentence={text.entity.cut}
            onLimit={setLimit}
          />
          {omitted > 0 && <Cut sentence={text.board.addressFull(omitted)} />}
        </>
      }
      tab={tab}
      onTab={setTab}
      tabs={[{ id: 'events', label: text.events.title, content: <EntityEvents facts={facts} /> }]}
    />
  );
}

import { type ReactNode, useState } from 'react';
import { toKey } from '../../api/to-board.ts';
import type { Investigation } from '../../api/use-investigation.ts';
import { Cut } from '../../components/cut.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/text.tsx';
import { BoardWorkspace } from '../board/board-workspace.tsx';
import { EntityTable } from '../board/entity-table.tsx';
import { IdentifierTable } from '../board/identifier-table.tsx';
import { useBoardAddress } from '../board/use-board-address.ts';
import { useFilledBoard } from '../board/use-filled-board.ts';
import { InvestigationPane } from './investigation-pane.tsx';

type Props = { readonly ids: readonly string[]; readonly investigation: Investigation; readonly form: ReactNode };

export function InvestigationWorkbench({ ids, investigation, form }: Props) {
  const text = useText();
  const words = text.investigate;
  const { subgraph, alsoInvolved, sharedIdentifiers, found } = investigation;
  const [tab, setTab] = useState(() => new URLSearchParams(window.location.search).get('tab') ?? 'shared');
  const [selected] = useState(() => found.map(toKey));
  const restoration = useFilledBoard(subgraph, selected);
  const omitted = useBoardAddress({ run: null, own: { tab }, isReady: restoration.isReady });
  const isEmpty = subgraph.nodes.length === 0;
  const nothing = <Notice title={words.nothingFound}>{words.nothingFoundWhatToDo}</Notice>;
  const waiting = restoration.isReady ? null : <Loading label={text.board.loading} />;
  return (
    <BoardWorkspace
      name="investigate"
      left={<InvestigationPane asked={ids.length} investigation={investigation} form={form} />}
      waiting={isEmpty ? nothing : waiting}
      sentences={
        <>
          {subgraph.truncated && (
            <Cut sentence={words.cut(subgraph.nodes.length, subgraph.nodes.length + subgraph.omittedNodes)} />
          )}
          {omitted > 0 && <Cut sentence={text.board.addressFull(omitted)} />}
        </>
      }
      tab={tab}
      onTab={setTab}
      tabs={[
        {
          id: 'shared',
          label: words.tabs.shared(sharedIdentifiers.length),
          content: <IdentifierTable identifiers={sharedIdentifiers} />,
        },
        {
          id: 'also',
          label: words.tabs.also(alsoInvolved.length),
          content: <EntityTable entities={alsoInvolved} title={words.alsoInvolved} empty={words.nobodyElse} />,
        },
        {
          id: 'found',
          label: words.tabs.found(found.length),
          content: <EntityTable entities={found} title={words.found} empty={words.nothingFound} />,
        },
      ]}
    />
  );
}

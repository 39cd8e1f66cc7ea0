import { useState } from 'react';
import type { EntityRef } from '../../api/shapes.ts';
import { useEntity } from '../../api/use-entity.ts';
import { Link } from '../../app/link.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { createBoardStore } from '../../exploration/board-store.ts';
import { useText } from '../../text/text.tsx';
import { BoardProvider } from '../board/board-context.tsx';
import { EntityWorkbench } from './entity-workbench.tsx';

/** One account, device, card …: facts, rings, events, and its surroundings on the canvas. */
export function EntityView({ entity: ref }: { readonly entity: EntityRef }) {
  const text = useText();
  const [store] = useState(() => createBoardStore());
  const entity = useEntity(ref);
  if (entity.error !== null) return <FailureNotice error={entity.error} retry={() => void entity.refetch()} />;
  if (entity.data === undefined) return <Loading label={text.common.loading} rows={12} />;
  if (entity.data === null) {
    return (
      <Notice title={text.entity.notFound}>
        {text.entity.notFoundWhatToDo} <Link to="/">{text.shell.pages.rings}</Link>
      </Notice>
    );
  }
  return (
    <BoardProvider store={store}>
      <EntityWorkbench facts={entity.data} />
    </BoardProvider>
  );
}

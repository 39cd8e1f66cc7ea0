import type { EntityRef } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import { useEntity } from '../../api/use-entity.ts';
import { Link } from '../../app/link.tsx';
import { entityPath } from '../../app/router.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { KindGlyph } from '../../components/kind-glyph.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { useBoard } from './board-context.tsx';
import { CopyButton } from './copy-button.tsx';
import { EntityFactList } from './entity-fact-list.tsx';
import { EntityRings } from './entity-rings.tsx';
import { HubNote } from './hub-note.tsx';
import { LinksByType } from './links-by-type.tsx';
import styles from './selected-panel.module.css';

/** One entity: what is known of it, how it is tied, what an expansion would add, and the rings it is in. */
export function EntityPanel({ entity: ref }: { readonly entity: EntityRef }) {
  const text = useText();
  const { data: facts, error, isPending, refetch } = useEntity(ref);
  const node = useBoard((view) => view.nodes.get(toKey(ref)));
  const name = nameOf({ label: node?.label ?? facts?.label ?? null, externalId: ref.externalId });
  return (
    <>
      <p className={styles['name']}>
        <KindGlyph kind={ref.kind} />
        {name}
      </p>
      <div className={styles['actions']}>
        <CopyButton value={ref.externalId} label={text.selected.copyId} />
        <Link to={entityPath(ref)}>{text.selected.openPage}</Link>
      </div>
      {node && <HubNote node={node} />}
      {isPending && <Loading label={text.common.loading} />}
      {error !== null && <FailureNotice error={error} retry={() => void refetch()} />}
      {facts === null && <Notice title={text.entity.notFound}>{text.entity.notFoundWhatToDo}</Notice>}
      {facts && (
        <>
          <EntityFactList facts={facts} />
          <LinksByType facts={facts} />
          <EntityRings rings={facts.rings.nodes} total={facts.rings.totalCount} />
        </>
      )}
    </>
  );
}

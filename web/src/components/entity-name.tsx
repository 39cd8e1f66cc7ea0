import type { NamedEntity } from '../api/shapes.ts';
import { Link } from '../app/link.tsx';
import { entityPath } from '../app/router.ts';
import styles from './entity-name.module.css';
import { KindGlyph } from './kind-glyph.tsx';

/** An entity as it is written everywhere: its kind's glyph, what a person calls it, and the platform's own id. */
export function EntityName({ entity, plain = false }: { readonly entity: NamedEntity; readonly plain?: boolean }) {
  const name = entity.label ?? entity.externalId;
  return (
    <span className={styles['entity']}>
      <KindGlyph kind={entity.kind} />
      {plain ? <span className={styles['name']}>{name}</span> : <Link to={entityPath(entity)}>{name}</Link>}
      {entity.label !== null && entity.label !== entity.externalId && (
        <span className={styles['id']}>{entity.externalId}</span>
      )}
    </span>
  );
}

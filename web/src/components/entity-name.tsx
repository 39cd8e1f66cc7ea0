import type { NamedEntity } from '../api/shapes.ts';
import { Link } from '../app/link.tsx';
import { entityPath } from '../app/router.ts';
import { nameOf } from '../exploration/entity-name.ts';
import styles from './entity-name.module.css';
import { KindGlyph } from './kind-glyph.tsx';

type Props = {
  readonly entity: NamedEntity;
  /** No link of its own: it stands in something that can be pressed. */
  readonly plain?: boolean;
  /** Where the id goes when there is a name: beside it, below it, or only into the hint. */
  readonly id?: 'beside' | 'below' | 'hint';
};

/** An entity as it is written everywhere: its kind's glyph, what a person calls it, and the platform's own id. */
export function EntityName({ entity, plain = false, id = 'beside' }: Props) {
  const name = nameOf(entity);
  return (
    <span className={styles['entity']} data-id={id} title={entity.externalId}>
      <KindGlyph kind={entity.kind} />
      {plain ? <span className={styles['name']}>{name}</span> : <Link to={entityPath(entity)}>{name}</Link>}
      {entity.label !== null && entity.label !== entity.externalId && id !== 'hint' && (
        <span className={styles['id']}>{entity.externalId}</span>
      )}
    </span>
  );
}

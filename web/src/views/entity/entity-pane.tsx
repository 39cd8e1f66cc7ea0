import type { EntityFacts } from '../../api/use-entity.ts';
import { KindGlyph } from '../../components/kind-glyph.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../board/copy-button.tsx';
import { EntityFactList } from '../board/entity-fact-list.tsx';
import { EntityRings } from '../board/entity-rings.tsx';
import { LinksByType } from '../board/links-by-type.tsx';
import styles from '../board/selected-panel.module.css';
import { KeepBackPanel } from './keep-back-panel.tsx';
import { canBeScreened, ScreeningPanel } from './screening-panel.tsx';

export function EntityPane({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  return (
    <div className={styles['panel']}>
      <h1 className={styles['name']}>
        <KindGlyph kind={facts.kind} />
        {nameOf(facts)}
      </h1>
      <div className={styles['actions']}>
        <CopyButton value={facts.externalId} label={text.selected.copyId} />
      </div>
      <h2>{text.entity.facts}</h2>
      <EntityFactList facts={facts} />
      {canBeScreened(facts) && <ScreeningPanel facts={facts} />}
      {canBeScreened(facts) && <KeepBackPanel facts={facts} />}
      <EntityRings rings={facts.rings.nodes} total={facts.rings.totalCount} />
      <LinksByType facts={facts} />
    </div>
  );
}

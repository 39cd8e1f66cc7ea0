import type { SearchHit } from '../api/use-search.ts';
import { EntityName } from '../components/entity-name.tsx';
import { SeverityMark } from '../components/severity-mark.tsx';
import { StandingMark } from '../components/standing-mark.tsx';
import { When } from '../components/when.tsx';
import { useText } from '../text/text.tsx';
import styles from './global-search.module.css';

export function SearchHitLine({ hit }: { readonly hit: SearchHit }) {
  const text = useText();
  switch (hit.__typename) {
    case 'Entity':
      return (
        <>
          <EntityName entity={hit} plain />
          <span className={styles['kind']}>{text.names.kind[hit.kind]}</span>
          <StandingMark status={hit.status} riskLabel={hit.riskLabel} />
        </>
      );
    case 'Ring':
      return (
        <>
          <SeverityMark severity={hit.severity} />
          <span className={styles['summary']}>{hit.summary}</span>
          <code>{hit.id}</code>
        </>
      );
    case 'Order':
      return (
        <>
          <span>{hit.orderId}</span>
          <span className={styles['kind']}>{text.search.order}</span>
        </>
      );
    case 'Event':
      return (
        <>
          <span>{hit.externalId}</span>
          <span className={styles['kind']}>{text.names.linkType[hit.type]}</span>
          <EntityName entity={hit.from} plain />
          <EntityName entity={hit.to} plain />
          <When at={hit.at} />
        </>
      );
  }
}

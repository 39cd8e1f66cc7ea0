import type { RingRow } from '../../api/shapes.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { useText } from '../../text/text.tsx';
import styles from './selected-panel.module.css';

export function EntityRings({ rings, total }: { readonly rings: readonly RingRow[]; readonly total: number }) {
  const text = useText();
  return (
    <>
      <h3>{text.selected.inRings(total)}</h3>
      {rings.map((ring) => (
        <div key={ring.id} className={styles['ends']}>
          <SeverityMark severity={ring.severity} />
          <Link to={ringPath(ring.id)}>{ring.summary}</Link>
        </div>
      ))}
    </>
  );
}

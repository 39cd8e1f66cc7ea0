import type { RingHead } from '../../api/use-ring.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './why-pane.module.css';

/** How the ring came to be what it is, and the run this page speaks of. */
export function RingHistory({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  return (
    <>
      <h2>{text.ring.history}</h2>
      <ul className={styles['plain']}>
        {ring.lineage.map((change) => (
          <li key={`${change.runId} ${change.type} ${change.others.join(' ')}`}>
            {text.names.ringChange[change.type]} <When at={change.at} />
            <br />
            <span className={styles['quiet']}>{change.statement}</span>
            {change.others.map((id) => (
              <span key={id}>
                {' '}
                <Link to={ringPath(id)}>{id}</Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className={styles['quiet']}>
        {ring.run === null ? text.ring.neverPublished : <Link to="/runs">{text.ring.fromRun(ring.run.runId)}</Link>}
      </p>
    </>
  );
}

import type { EvidenceLine, RingHead } from '../../api/use-ring.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatShare } from '../../components/format.ts';
import { WeightBar } from '../../components/weight-bar.tsx';
import { useText } from '../../text/text.tsx';
import styles from './evidence-list.module.css';
import type { EvidenceFocus } from './use-evidence-focus.ts';

type ItemProps = {
  readonly line: EvidenceLine;
  readonly position: number;
  readonly against: boolean;
  readonly focus: EvidenceFocus;
  /** The bars compare with the heaviest of all; the share of the score is said in words. */
  readonly heaviest: number;
};

function Item({ line, position, against, focus, heaviest }: ItemProps) {
  const text = useText();
  const share = formatShare(Math.abs(line.weight), text.language);
  return (
    <li>
      <button
        type="button"
        className={styles['evidence']}
        aria-pressed={focus.position === position}
        onClick={() => focus.toggle(position)}
      >
        <span className={styles['head']}>
          <WeightBar share={line.weight / heaviest} against={against} />
          <span className={styles['name']}>{text.names.evidence[line.type]}</span>
          <span className={styles['share']}>{against ? text.ring.against(share) : text.ring.carries(share)}</span>
        </span>
        <span className={styles['statement']}>{line.statement}</span>
      </button>
    </li>
  );
}

/** What speaks for the ring and what against it; opening one shows exactly the rows behind it, everywhere. */
export function EvidenceList({ ring, focus }: { readonly ring: RingHead; readonly focus: EvidenceFocus }) {
  const text = useText();
  const offset = ring.evidence.length;
  const weights = [...ring.evidence, ...ring.counterEvidence].map(({ weight }) => Math.abs(weight));
  const shared = { focus, heaviest: Math.max(...weights, Number.EPSILON) };
  return (
    <>
      <h2>{text.ring.evidenceFor}</h2>
      <ul className={styles['list']}>
        {ring.evidence.map((line, index) => (
          <Item key={`${line.type} ${line.statement}`} line={line} position={index} against={false} {...shared} />
        ))}
      </ul>
      <h2>{text.ring.evidenceAgainst}</h2>
      {ring.counterEvidence.length === 0 && <p className={styles['none']}>{text.ring.nothingAgainst}</p>}
      <ul className={styles['list']}>
        {ring.counterEvidence.map((line, index) => (
          <Item key={`${line.type} ${line.statement}`} line={line} position={offset + index} against {...shared} />
        ))}
      </ul>
      {focus.isLoading && (
        <p className={styles['none']} role="status">
          {text.ring.loadingRows}
        </p>
      )}
      {Boolean(focus.error) && <FailureNotice error={focus.error} />}
    </>
  );
}

import { useState } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import { toKey } from '../../api/to-board.ts';
import { type EvidenceTie, useEvidenceTree } from '../../api/use-evidence-tree.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useText } from '../../text/text.tsx';
import { SelectButton } from '../board/select-button.tsx';
import styles from './why-pane.module.css';

/** Where a branch begins: nobody was named before it. */
const rootsOf = (ties: readonly EvidenceTie[]) => {
  const reached = new Set(ties.map(({ to }) => toKey(to)));
  const roots = new Map(ties.map(({ from }) => [toKey(from), from]));
  return [...roots].flatMap(([key, root]) => (reached.has(key) ? [] : [root]));
};

function Branches({ of, ties }: { readonly of: string; readonly ties: readonly EvidenceTie[] }) {
  const own = ties.filter(({ from }) => toKey(from) === of);
  if (own.length === 0) return null;
  return (
    <ul className={styles['branches']}>
      {own.map(({ to, statement }) => (
        <li key={toKey(to)}>
          <SelectButton entity={to} /> <span className={styles['quiet']}>{statement}</span>
          <Branches of={toKey(to)} ties={ties} />
        </li>
      ))}
    </ul>
  );
}

function Tree({ ties }: { readonly ties: readonly EvidenceTie[] }) {
  const text = useText();
  if (ties.length === 0) return <p className={styles['quiet']}>{text.ring.noTree}</p>;
  return (
    <ul className={styles['plain']} aria-label={text.ring.tree}>
      {rootsOf(ties).map((root) => (
        <li key={toKey(root)}>
          <SelectButton entity={root} />
          <Branches of={toKey(root)} ties={ties} />
        </li>
      ))}
    </ul>
  );
}

/** Who is tied to whom by what: the fewest ties that hold the ring together. */
export function EvidenceTree({ ringKey }: { readonly ringKey: RingKey }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useEvidenceTree(ringKey, isOpen);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles['summary']}>{text.ring.showTree}</summary>
      {isOpen && error && <FailureNotice error={error} retry={() => void refetch()} />}
      {isOpen && !error && !data && <p role="status">{text.ring.loadingRows}</p>}
      {isOpen && data && <Tree ties={data} />}
    </details>
  );
}

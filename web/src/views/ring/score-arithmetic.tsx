import type { RingHead } from '../../api/use-ring.ts';
import { formatFixed } from '../../components/format.ts';
import { useText } from '../../text/text.tsx';
import styles from './why-pane.module.css';

/** Every score opens its arithmetic: the addends as they are, and their sum beside the score. */
export function ScoreArithmetic({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  const sum = ring.scoreTerms.reduce((total, { points }) => total + points, 0);
  /** An addend is named after its evidence, or in words of its own. */
  const names: Readonly<Record<string, string>> = { ...text.names.evidence, ...text.names.scoreTerm };
  const points = (value: number) => formatFixed(value, 1, text.language);
  return (
    <details>
      <summary className={styles['summary']}>{text.ring.arithmetic(points(ring.score))}</summary>
      <table className={styles['sum']}>
        <tbody>
          {ring.scoreTerms.map((term, position) => (
            // Two findings of one kind are two addends: only their order tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown.
            <tr key={position}>
              <th scope="row">{names[term.name] ?? term.name}</th>
              <td>{points(term.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.ring.sum}</th>
            <td>{points(sum)}</td>
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

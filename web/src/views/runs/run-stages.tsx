import type { DetectionRun } from '../../api/use-detection-runs.ts';
import { formatDuration, formatShare } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import styles from './runs-view.module.css';

export function RunStages({ run }: { readonly run: DetectionRun }) {
  const text = useText();
  const words = text.runs.stages;
  const total = run.stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const longest = Math.max(1, ...run.stages.map(({ durationMs }) => durationMs));
  return (
    <section>
      <h2>{words.title}</h2>
      <table className={table['table']} aria-label={words.title}>
        <Headings names={[words.stage, { number: words.duration }, words.share]} />
        <tbody>
          {run.stages.map(({ name, durationMs }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className={table['number']}>{formatDuration(durationMs, text.language)}</td>
              <td className={styles['barCell']}>
                <span
                  className={styles['bar']}
                  style={{ width: `${(durationMs / longest) * 80}%` }}
                  aria-hidden="true"
                />
                {formatShare(total === 0 ? 0 : durationMs / total, text.language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

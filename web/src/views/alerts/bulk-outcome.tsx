import type { AlertOutcome } from '../../api/alert-acts.ts';
import type { Alert } from '../../api/use-alerts.ts';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/text.tsx';

type Props = {
  readonly outcomes: readonly AlertOutcome[];
  /** Those on the page. */
  readonly rows: readonly Alert[];
  readonly close: () => void;
};

/** How many of several it was done with, and of every other why not. */
export function BulkOutcome({ outcomes, rows, close }: Props) {
  const text = useText();
  const failed = outcomes.filter(({ problem }) => problem !== null);
  const title = text.alerts.done(outcomes.length - failed.length, outcomes.length);
  return (
    <div role="status">
      <Notice title={title} action={{ label: text.common.close, run: close }}>
        {failed.length > 0 && (
          <ul>
            {failed.map(({ id, problem }) => (
              <li key={id}>
                <strong>{rows.find((row) => row.id === id)?.reason}</strong> {problem}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}

import { useState } from 'react';
import type { DetectionRun } from '../../api/use-detection-runs.ts';
import { formatCount, formatDuration } from '../../components/format.ts';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../board/copy-button.tsx';
import { IgnoredHubs } from './ignored-hubs.tsx';
import { Comparison } from './run-comparison.tsx';
import { RunStages } from './run-stages.tsx';
import styles from './runs-view.module.css';

function Facts({ run }: { readonly run: DetectionRun }) {
  const text = useText();
  const words = text.runs.facts;
  const count = (value: number) => formatCount(value, text.language);
  const computed = (): string => {
    if (run.incremental === null) return run.stood.length > 0 ? words.stood(run.stood.length) : words.everything;
    const { computedAccounts, accounts, standingRings } = run.incremental;
    return words.part(count(computedAccounts), count(accounts), count(standingRings));
  };
  const facts: readonly (readonly [string, string])[] = [
    [words.entities, count(run.entities)],
    [words.links, count(run.links)],
    [words.events, count(run.events)],
    [words.window, run.windowDays === null ? words.noWindow : words.days(run.windowDays)],
    [words.changeNumber, count(run.changeNumber)],
    [words.codeVersion, run.codeVersion],
    [words.computed, computed()],
    [words.resultHash, run.resultHash],
  ];
  return (
    <dl className={styles['facts']}>
      <dt>{words.asOf}</dt>
      <dd>
        <When at={run.asOf} />
      </dd>
      {facts.map(([term, value]) => (
        <div key={term} className={styles['fact']}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Words = ReturnType<typeof useText>['runs'];
type PanelProps = {
  readonly run: DetectionRun;
  /** The last published run on the page; null: none is. */
  readonly published: string | null;
  readonly isOpen: boolean;
};

/** Of those that were published, the last one holds. */
function toState({ runId, published }: DetectionRun, last: string | null, words: Words): string {
  if (!published) return words.trial;
  return runId === last ? words.published : words.replaced;
}

export function RunPanel({ run, published, isOpen }: PanelProps) {
  const text = useText();
  const found = run.rings.map(
    ({ severity, count }) => `${formatCount(count, text.language)} ${text.names.severity[severity]}`,
  );
  const [isShown, setShown] = useState(isOpen);
  return (
    <details className={styles['run']} open={isOpen} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <strong>{run.incremental === null ? text.runs.whole : text.runs.part}</strong>
        <When at={run.finishedAt} />
        <span>{toState(run, published, text.runs)}</span>
        <span className={styles['found']}>{found.join(' · ')}</span>
        <span>{formatDuration(run.durationMs, text.language)}</span>
      </summary>
      <div className={styles['body']}>
        <p>
          <code>{run.runId}</code> <CopyButton value={run.runId} label={text.runs.copyId} />
        </p>
        <Facts run={run} />
        {!run.published && published !== null && <Comparison published={published} trial={run.runId} />}
        <RunStages run={run} />
        <IgnoredHubs run={run.id} isOpen={isShown} />
        <details>
          <summary>{text.runs.parameters}</summary>
          <pre className={styles['parameters']}>{run.parameters}</pre>
        </details>
      </div>
    </details>
  );
}

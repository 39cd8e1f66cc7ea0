import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Judged, type RunComparison, useRunComparison } from '../../api/use-parameters.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatCount, formatShare } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { Loading } from '../../components/loading.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';

type Pair = { readonly published: string; readonly trial: string };

/** What a run that was kept aside has otherwise than the published one; asked for by a button, for it reads both. */
export function Comparison(pair: Pair) {
  const words = useText().tuning;
  const [asked, setAsked] = useState(false);
  if (asked) return <Compared {...pair} />;
  return (
    <Button variant="default" size="compact-xs" onClick={() => setAsked(true)}>
      {words.compare}
    </Button>
  );
}

function Compared({ published, trial }: Pair) {
  const text = useText();
  const compared = useRunComparison({ first: published, second: trial });
  if (compared.error !== null) {
    return <FailureNotice error={compared.error} retry={() => void compared.refetch()} />;
  }
  return compared.data ? <Difference comparison={compared.data} /> : <Loading label={text.common.loading} />;
}

function Difference({ comparison }: { readonly comparison: RunComparison }) {
  const words = useText().tuning;
  const { gained, lost, changed, unchanged, differentInput, lostConfirmed, lostDismissed, judged } = comparison;
  return (
    <section aria-label={words.comparison}>
      <h2>{words.comparison}</h2>
      <p>{words.settings(differentInput.join(', '))}</p>
      <p>{words.rings(gained.length, lost.length, changed.length, unchanged)}</p>
      {lost.length > 0 && <p>{words.lost(lostConfirmed.length, lostDismissed.length)}</p>}
      <table className={table['table']} aria-label={words.comparison}>
        <Headings names={[words.atLeast, words.count, words.countAfter, words.precision, words.precisionAfter]} />
        <tbody>
          {judged.map((row) => (
            <ThresholdRow key={row.minSeverity ?? row.minScore} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ThresholdRow({ row }: { readonly row: RunComparison['judged'][number] }) {
  const text = useText();
  const words = text.tuning;
  const { minSeverity, minScore, before, after } = row;
  const precisionOf = ({ precision, confirmed, dismissed }: Judged): string =>
    precision === null ? words.unknown : words.of(formatShare(precision, text.language), confirmed + dismissed);
  return (
    <tr>
      <th scope="row">{minSeverity === null ? words.score(minScore ?? 0) : text.names.severity[minSeverity]}</th>
      <td className={table['number']}>{formatCount(before.rings, text.language)}</td>
      <td className={table['number']}>{formatCount(after.rings, text.language)}</td>
      <td>{precisionOf(before)}</td>
      <td>{precisionOf(after)}</td>
    </tr>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { isDay } from '../../api/use-ring-diff.ts';
import { formatExactTime, formatToSecond } from '../../components/format.ts';
import { useText } from '../../text/text.tsx';
import type { EarlierRun } from './earlier-runs.ts';

/** No data are older; a year that is still being typed is. */
const FIRST_DAY = '1990-01-01';

type Props = {
  readonly since: string | null;
  readonly earlier: readonly EarlierRun[];
  readonly choose: (since: string) => void;
};

/** What changes are counted from: the moment an earlier run looked at, or any other day. */
export function SinceChoice({ since, earlier, choose }: Props) {
  const words = useText().ring.changes;
  const day = since !== null && isDay(since) ? since : '';
  const runs = earlier.map(({ runId, asOf, finishedAt }) => ({
    value: runId,
    label: words.sinceRun(asOf === null ? null : formatExactTime(asOf), formatToSecond(finishedAt)),
  }));
  const isListed = earlier.some(({ runId }) => runId === since);
  const other = day === '' ? words.otherRun(since) : words.aDay;
  return (
    <>
      <NativeSelect
        size="xs"
        label={words.since}
        data={isListed ? runs : [{ value: '', label: other }, ...runs]}
        value={isListed ? (since ?? '') : ''}
        onChange={({ currentTarget: { value } }) => value !== '' && choose(value)}
      />
      <TextInput
        size="xs"
        type="date"
        label={words.sinceDay}
        min={FIRST_DAY}
        value={day}
        onChange={({ currentTarget: { value } }) => value >= FIRST_DAY && choose(value)}
      />
    </>
  );
}

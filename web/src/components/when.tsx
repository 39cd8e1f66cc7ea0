import { useNow } from '../app/clock.tsx';
import { useText } from '../text/text.tsx';
import { formatExactTime, formatRelativeTime } from './format.ts';

/** A time: relative to read, exact on hover; an unknown one says so. */
export function When({ at }: { readonly at: string | null }) {
  const text = useText();
  const now = useNow();
  if (at === null) return <span title={text.common.unknownTime}>–</span>;
  return (
    <time dateTime={at} title={formatExactTime(at)}>
      {formatRelativeTime(at, now, text.language)}
    </time>
  );
}

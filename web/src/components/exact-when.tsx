import { useText } from '../text/text.tsx';
import { formatExactTime } from './format.ts';

/** The exact time, where the order of seconds is the point. */
export function ExactWhen({ at }: { readonly at: string | null }) {
  const text = useText();
  if (at === null) return <span title={text.common.unknownTime}>–</span>;
  return <time dateTime={at}>{formatExactTime(at).replace(/ UTC$/, '')}</time>;
}

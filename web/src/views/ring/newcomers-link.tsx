import { useRingNewcomers } from '../../api/use-newcomers.ts';
import { Link } from '../../app/link.tsx';
import { useText } from '../../text/text.tsx';

/** How many new accounts wait near this ring; nothing where there are none. */
export function NewcomersLink({ ringId }: { readonly ringId: string }) {
  const words = useText().newcomers;
  const { data: count = 0 } = useRingNewcomers(ringId);
  if (count === 0) return null;
  return (
    <p>
      <Link to={`/newcomers?${new URLSearchParams({ ring: ringId })}`}>{words.nearRing(count)}</Link>
    </p>
  );
}

import type { RingKey } from '../../api/ring-key.ts';
import { useRingIdentifiers } from '../../api/use-ring-identifiers.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { IdentifierTable } from '../board/identifier-table.tsx';

export function IdentifiersTab({ ringKey }: { readonly ringKey: RingKey }) {
  const text = useText();
  const identifiers = useRingIdentifiers(ringKey);
  if (identifiers.error !== null) {
    return <FailureNotice error={identifiers.error} retry={() => void identifiers.refetch()} />;
  }
  if (!identifiers.data) return <Loading label={text.common.loading} />;
  return <IdentifierTable identifiers={identifiers.data} />;
}

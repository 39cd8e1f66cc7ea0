import { toPaged } from '../../api/paged.ts';
import { useDetectionRuns } from '../../api/use-detection-runs.ts';
import { useStoreStatus } from '../../api/use-store-status.ts';
import { Link } from '../../app/link.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/text.tsx';

/** Nothing is here, nothing was looked at, or nothing was found: three different things to do next. */
function NothingYet() {
  const text = useText();
  const store = useStoreStatus();
  const runs = useDetectionRuns();
  if (store.error !== null) return <FailureNotice error={store.error} retry={() => void store.refetch()} />;
  const held = store.data?.status;
  if (!held || runs.isPending) return null;
  if (held.entities > 0) {
    const hasRun = toPaged(runs).total > 0;
    return (
      <Notice title={hasRun ? text.rings.noneFound : text.rings.notLookedAt}>
        <p>{text.rings.held(held.entities, held.links)}</p>
        {hasRun ? <Link to="/runs">{text.runs.title}</Link> : <code>npx pnpm@12.21.0 clewline detect</code>}
      </Notice>
    );
  }
  return (
    <Notice title={text.rings.none}>
      <p>{text.rings.importYours}</p>
      <p>
        <code>npx pnpm@12.21.0 clewline import PATH</code>
        <br />
        <code>npx pnpm@12.21.0 clewline detect</code>
      </p>
      <p>{text.rings.orDemo}</p>
      <p>
        <code>npx pnpm@12.21.0 start</code>
      </p>
    </Notice>
  );
}

/** Nothing to show: because of the filter, or because there is nothing yet. */
export function NoRings({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }) {
  const text = useText();
  if (filtered) {
    return (
      <Notice title={text.rings.noneMatch} action={{ label: text.rings.clearFilter, run: clear }}>
        {text.rings.noneMatchWhatToDo}
      </Notice>
    );
  }
  return <NothingYet />;
}

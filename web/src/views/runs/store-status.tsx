import { useStoreStatus } from '../../api/use-store-status.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useText } from '../../text/text.tsx';
import styles from './runs-view.module.css';

/** The store all of this was found in, and what has been written since. */
export function StoreStatus() {
  const words = useText().store;
  const answer = useStoreStatus();
  if (answer.error !== null) return <FailureNotice error={answer.error} retry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  const { graphStore, graphStoreVersion, changeNumber, changesBehind } = answer.data.status;
  return (
    <p className={styles['found']}>
      {words.is(`${graphStore} ${graphStoreVersion}`, changeNumber)} {words.lag(changesBehind)}
    </p>
  );
}

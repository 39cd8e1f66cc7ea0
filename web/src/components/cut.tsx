import { Button } from '@mantine/core';
import { useText } from '../text/text.tsx';
import styles from './cut.module.css';

type Props = {
  readonly sentence: string;
  /** How many more there are to see at once, and the way to them; null when there is none. */
  readonly next?: { readonly count: number; readonly run: () => void; readonly busy: boolean } | null;
  /** Another way out of what is left out. */
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** Every cut is a sentence with a button. */
export function Cut({ sentence, next = null, action }: Props) {
  const text = useText();
  return (
    <div className={styles['cut']} role="status">
      <span>{sentence}</span>
      {next && (
        <Button variant="default" size="compact-xs" onClick={next.run} loading={next.busy}>
          {text.common.next(next.count)}
        </Button>
      )}
      {action && (
        <Button variant="default" size="compact-xs" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

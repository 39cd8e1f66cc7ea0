import { Button } from '@mantine/core';
import styles from './cut.module.css';

type Props = {
  readonly sentence: string;
  readonly more?: { readonly label: string; readonly run: () => void; readonly busy: boolean };
};

/** Every cut is a sentence with a button. */
export function Cut({ sentence, more }: Props) {
  return (
    <div className={styles['cut']} role="status">
      <span>{sentence}</span>
      {more && (
        <Button variant="default" size="compact-xs" onClick={more.run} loading={more.busy}>
          {more.label}
        </Button>
      )}
    </div>
  );
}

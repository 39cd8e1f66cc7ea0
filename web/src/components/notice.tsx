import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

type Props = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'quiet' | 'alert';
};

/** Empty states that teach, and errors that say what to do. */
export function Notice({ title, children, action, tone = 'quiet' }: Props) {
  return (
    <div className={styles['notice']} role={tone === 'alert' ? 'alert' : undefined}>
      <p className={styles['title']}>{title}</p>
      {children !== undefined && <div className={styles['body']}>{children}</div>}
      {action && (
        <Button variant="default" size="compact-sm" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

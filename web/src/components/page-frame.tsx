import type { ReactNode } from 'react';
import styles from './page-frame.module.css';

type Props = {
  readonly title: string;
  /** What the page is for, in a sentence; null where its first part says so. */
  readonly hint: string | null;
  readonly children: ReactNode;
};

/** A page of one column: its name, what it is for, and its parts below each other. */
export function PageFrame({ title, hint, children }: Props) {
  return (
    <div className={styles['page']}>
      <h1>{title}</h1>
      {hint !== null && <p className={styles['hint']}>{hint}</p>}
      {children}
    </div>
  );
}

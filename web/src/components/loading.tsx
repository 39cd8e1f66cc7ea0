import styles from './loading.module.css';

/** Rows where rows will be; said once to those who do not see them. */
export function Loading({ label, rows = 6 }: { readonly label: string; readonly rows?: number }) {
  return (
    <div className={styles['loading']} role="status">
      <span className={styles['label']}>{label}</span>
      {Array.from({ length: rows }, (_, index) => index).map((index) => (
        <span key={index} className={styles['row']} aria-hidden="true" />
      ))}
    </div>
  );
}

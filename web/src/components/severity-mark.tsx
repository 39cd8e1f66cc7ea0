import { SEVERITIES, type Severity } from '../api/vocabulary.ts';
import { useText } from '../text/text.tsx';
import styles from './severity-mark.module.css';

/** A word and a bar of as many steps as the severity is high: colour is never the only sign. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const text = useText();
  const level = SEVERITIES.indexOf(severity) + 1;
  return (
    <span className={styles['mark']} data-severity={severity}>
      <span className={styles['bar']} aria-hidden="true">
        {SEVERITIES.map((step, index) => (
          <span key={step} className={styles['step']} data-filled={index < level} />
        ))}
      </span>
      <span className={styles['word']}>{text.names.severity[severity]}</span>
    </span>
  );
}

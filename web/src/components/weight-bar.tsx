import styles from './weight-bar.module.css';

const STEPS = 5;

/** How much of the score one piece of evidence carries, in fifths; hollow when it speaks against. */
export function WeightBar({ share, against = false }: { readonly share: number; readonly against?: boolean }) {
  const filled = Math.max(1, Math.min(STEPS, Math.round(Math.abs(share) * STEPS)));
  return (
    <span className={styles['bar']} data-against={against} aria-hidden="true">
      {Array.from({ length: STEPS }, (_, index) => index).map((index) => (
        <span key={index} className={styles['step']} data-filled={index < filled} />
      ))}
    </span>
  );
}

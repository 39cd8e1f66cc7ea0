import type { Money } from '../api/shapes.ts';
import { useText } from '../text/text.tsx';
import styles from './cash.module.css';
import { formatAmount, formatMoneys } from './format.ts';

/** Money of several currencies, one a line where there is room; nothing is added across currencies. */
export function Cash({ moneys }: { readonly moneys: readonly Money[] }) {
  const text = useText();
  if (moneys.length === 0) return <span>–</span>;
  return (
    <span className={styles['cash']} title={formatMoneys(moneys, text.language)}>
      {moneys.map((money) => (
        <span key={money.currency} className={styles['line']}>
          {formatAmount(money.amount, text.language)}
          {money.currency === 'XXX' ? '' : <span className={styles['currency']}>{money.currency}</span>}
        </span>
      ))}
    </span>
  );
}

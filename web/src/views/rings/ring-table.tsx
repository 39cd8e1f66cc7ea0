import { useRef } from 'react';
import type { RingRow } from '../../api/shapes.ts';
import type { RingOrder } from '../../api/use-rings.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { Cash } from '../../components/cash.tsx';
import { formatCount, formatFixed, formatShare } from '../../components/format.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { SortHeading } from '../../components/sort-heading.tsx';
import table from '../../components/table.module.css';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './ring-table.module.css';

type Props = {
  readonly rows: readonly RingRow[];
  readonly order: RingOrder;
  readonly sort: (order: RingOrder) => void;
  /** Rows of the question before, while the next ones are on their way. */
  readonly isStale: boolean;
};

function Row({ ring, rank }: { readonly ring: RingRow; readonly rank: number }) {
  const text = useText();
  const typologies = ring.typologies.map(({ code }) => text.names.typology[code]).join(', ');
  return (
    <tr>
      <td className={`${table['number']} ${table['quiet']}`}>{rank}</td>
      <td>
        <SeverityMark severity={ring.severity} />
      </td>
      <td className={table['number']}>{formatFixed(ring.score, 1, text.language)}</td>
      <td className={`${table['number']} ${table['wide']}`}>{formatShare(ring.confidence, text.language)}</td>
      <td className={styles['summary']}>
        <Link to={ringPath(ring.id)} data-ring-row="" title={ring.summary}>
          {ring.summary}
        </Link>
        <span className={styles['under']}>
          <code>{ring.id}</code>
          {ring.verdict && (
            <strong title={ring.verdict.outdatedBy ?? undefined}>
              {ring.verdict.outdatedBy === null ? text.verdict.kinds[ring.verdict.verdict] : text.verdict.reopened}
            </strong>
          )}
          <span className={table['narrow']}>
            {[typologies, ring.markets.join(', '), text.rings.sure(formatShare(ring.confidence, text.language))]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </td>
      <td className={table['number']}>{formatCount(ring.size, text.language)}</td>
      <td className={table['wide']}>
        {ring.typologies.length === 0 && '–'}
        {ring.typologies[0] && (
          <span className={styles['typology']} title={typologies}>
            {text.names.typology[ring.typologies[0].code]}
            {ring.typologies.length > 1 && <span className={table['quiet']}> +{ring.typologies.length - 1}</span>}
          </span>
        )}
      </td>
      <td className={table['wide']}>{ring.markets.length === 0 ? '–' : ring.markets.join(', ')}</td>
      <td className={table['number']}>
        <Cash moneys={ring.exposure.stillStoppable} />
      </td>
      <td className={`${table['number']} ${table['wide']}`}>
        <When at={ring.lastSeen} />
      </td>
    </tr>
  );
}

export function RingTable({ rows, order, sort, isStale }: Props) {
  const text = useText();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, 'a[data-ring-row]');
  const columns = text.rings.columns;
  return (
    <div className={table['scroll']}>
      <table className={`${table['table']} ${styles['table']}`} aria-busy={isStale} aria-label={text.rings.title}>
        <thead>
          <tr>
            <th scope="col" className={table['number']}>
              {columns.rank}
            </th>
            <SortHeading field="SEVERITY" order={order} sort={sort} label={columns.severity} />
            <SortHeading field="SCORE" order={order} sort={sort} label={columns.score} isNumber />
            <SortHeading field="CONFIDENCE" order={order} sort={sort} label={columns.confidence} isNumber isWide />
            <th scope="col">{columns.summary}</th>
            <SortHeading field="SIZE" order={order} sort={sort} label={columns.size} isNumber />
            <th scope="col" className={table['wide']}>
              {columns.typology}
            </th>
            <th scope="col" className={table['wide']}>
              {columns.markets}
            </th>
            <SortHeading field="STILL_STOPPABLE" order={order} sort={sort} label={columns.stillStoppable} isNumber />
            <SortHeading field="LAST_SEEN" order={order} sort={sort} label={columns.lastSeen} isNumber isWide />
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((ring, index) => (
            <Row key={ring.id} ring={ring} rank={index + 1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

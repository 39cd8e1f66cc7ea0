import { useRef } from 'react';
import type { Newcomer } from '../../api/use-newcomers.ts';
import { Link } from '../../app/link.tsx';
import { entityPath, ringPath } from '../../app/router.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { EntityName } from '../../components/entity-name.tsx';
import { formatShare } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { KindGlyph } from '../../components/kind-glyph.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import table from '../../components/table.module.css';
import { When } from '../../components/when.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { type Change, NewcomerActions } from './newcomer-actions.tsx';
import styles from './newcomers-view.module.css';

/** The sentence, the way behind it, and what it leads to. */
function Why({ newcomer }: { readonly newcomer: Newcomer }) {
  const words = useText().newcomers;
  const { ring, confirmedFraud, statement, path, keptBackBy, handled } = newcomer;
  return (
    <>
      <details>
        <summary>
          {ring && <SeverityMark severity={ring.severity} />} {statement}
        </summary>
        <ol aria-label={words.way}>
          {path.map(({ to, statement: hop }) => (
            <li key={`${to.kind}:${to.externalId}`}>
              <EntityName entity={to} /> <span className={styles['hint']}>{hop}</span>
            </li>
          ))}
        </ol>
        {ring && <Link to={ringPath(ring.id)}>{words.openRing}</Link>}
        {confirmedFraud && <EntityName entity={confirmedFraud} />}
      </details>
      {handled !== null && <span className={styles['hint']}>{words.handled(handled.by, handled.note)}</span>}
      {keptBackBy !== null && (
        <span className={styles['hint']}>{words.keptBack(keptBackBy.reason, keptBackBy.owner)}</span>
      )}
    </>
  );
}

function Row({ newcomer, change }: { readonly newcomer: Newcomer; readonly change: Change }) {
  const text = useText();
  const { account, risk, registeredAt, foundAt } = newcomer;
  return (
    <tr>
      <td className={table['number']} title={text.screening.meaning}>
        {formatShare(risk, text.language)}
      </td>
      <td className={styles['account']}>
        <KindGlyph kind={account.kind} />{' '}
        <Link to={entityPath(account)} data-newcomer-row="">
          {nameOf(account)}
        </Link>
      </td>
      <td className={styles['why']}>
        <Why newcomer={newcomer} />
      </td>
      <td className={table['number']}>
        <When at={registeredAt} />
      </td>
      <td className={table['number']}>
        <When at={foundAt} />
      </td>
      <td>
        <NewcomerActions newcomer={newcomer} change={change} />
      </td>
    </tr>
  );
}

export function NewcomerTable({ rows, change }: { readonly rows: readonly Newcomer[]; readonly change: Change }) {
  const { title, columns } = useText().newcomers;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, 'a[data-newcomer-row]');
  return (
    <section className={table['scroll']} tabIndex={-1} aria-label={title}>
      <table className={table['table']} aria-label={title}>
        <Headings
          names={[
            { number: columns.risk },
            columns.account,
            columns.why,
            { number: columns.registered },
            { number: columns.found },
            columns.act,
          ]}
        />
        <tbody ref={body}>
          {rows.map((newcomer) => (
            <Row key={newcomer.id} newcomer={newcomer} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

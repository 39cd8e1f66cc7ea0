import { useRef } from 'react';
import type { NamedEntity } from '../../api/shapes.ts';
import type { Lead } from '../../api/use-leads.ts';
import { Link } from '../../app/link.tsx';
import { entityPath, ringPath } from '../../app/router.ts';
import { useRowKeys } from '../../app/use-row-keys.ts';
import { Cash } from '../../components/cash.tsx';
import { EntityName } from '../../components/entity-name.tsx';
import { formatCount, formatFixed } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import { KindGlyph } from '../../components/kind-glyph.tsx';
import table from '../../components/table.module.css';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { investigationPath } from '../investigate/id-list.ts';
import { LeadActions } from './lead-actions.tsx';
import styles from './leads-view.module.css';

type Lines = { readonly title: string; readonly lines: Lead['counterEvidence']; readonly none?: string };

function Sentences({ title, lines, none }: Lines) {
  return (
    <>
      <strong>{title}</strong>
      {lines.length === 0 && <p>{none}</p>}
      <ul aria-label={title}>
        {lines.map(({ statement }) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
    </>
  );
}

/** What ties them; that one of them is known stands beside it already. */
const shortOf = ({ evidence, summary }: Lead): string =>
  evidence.find(({ type }) => type !== 'KNOWN_FRAUD')?.statement ?? summary;

/** What was concluded of it, and what keeps it back. */
function Standing({ lead: { verdict, keptBackBy } }: { readonly lead: Lead }) {
  const text = useText();
  const words = text.verdict;
  return (
    <>
      {verdict !== null && (
        <span className={styles['hint']}>
          {words.given(words.memberKinds[verdict.verdict], words.reasons[verdict.reason], verdict.by)}
          {verdict.note !== '' && ` – ${verdict.note}`}
        </span>
      )}
      {keptBackBy !== null && (
        <span className={styles['hint']}>{text.newcomers.keptBack(keptBackBy.reason, keptBackBy.owner)}</span>
      )}
    </>
  );
}

/** The short of it, and what speaks for and against it when opened. */
function Why({ lead }: { readonly lead: Lead }) {
  const words = useText().leads;
  const ids = [...lead.accounts, ...lead.known].map(({ externalId }) => externalId);
  return (
    <details>
      <summary>{shortOf(lead)}</summary>
      <Sentences title={words.speaksFor} lines={lead.evidence} />
      <Sentences title={words.speaksAgainst} lines={lead.counterEvidence} none={words.nothingAgainst} />
      <Link to={investigationPath(ids)}>{words.together}</Link>
    </details>
  );
}

const MOST_NAMED = 3;

function Names({ entities }: { readonly entities: readonly NamedEntity[] }) {
  const words = useText().leads;
  const named = entities.slice(0, MOST_NAMED);
  return (
    <>
      {named.map((entity) => (
        <EntityName key={`${entity.kind}:${entity.externalId}`} entity={entity} id="hint" />
      ))}
      {entities.length > named.length && (
        <span className={table['quiet']}>{words.more(entities.length - named.length)}</span>
      )}
    </>
  );
}

function Row({ lead, rank }: { readonly lead: Lead; readonly rank: number }) {
  const text = useText();
  const [first, ...others] = lead.accounts;
  const ring = lead.accounts.flatMap(({ rings }) => rings.nodes)[0];
  return (
    <tr>
      <td className={`${table['number']} ${table['quiet']}`} title={text.leads.rankMeaning}>
        {formatCount(rank, text.language)}
      </td>
      <td className={styles['names']}>
        {first && (
          <>
            <KindGlyph kind={first.kind} />{' '}
            <Link to={entityPath(first)} data-lead-row="">
              {nameOf(first)}
            </Link>
          </>
        )}
        <Names entities={others} />
        {ring && (
          <Link to={ringPath(ring.id)} className={styles['ring']}>
            {text.leads.inRing}
          </Link>
        )}
      </td>
      <td className={styles['names']}>
        <Names entities={lead.known} />
      </td>
      <td className={styles['why']}>
        <Why lead={lead} />
        <Standing lead={lead} />
      </td>
      <td className={table['number']} title={text.leads.scoreMeaning}>
        {formatFixed(lead.score, 1, text.language)}
      </td>
      <td className={table['number']}>
        <Cash moneys={lead.exposure.stillStoppable} />
      </td>
      <td>
        <LeadActions lead={lead} />
      </td>
    </tr>
  );
}

export function LeadTable({ rows }: { readonly rows: readonly Lead[] }) {
  const { title, columns } = useText().leads;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, 'a[data-lead-row]');
  return (
    <section className={table['scroll']} tabIndex={-1} aria-label={title}>
      <table className={table['table']} aria-label={title}>
        <Headings
          names={[
            { number: columns.rank },
            columns.account,
            columns.known,
            columns.why,
            { number: columns.score },
            { number: columns.stoppable },
            columns.act,
          ]}
        />
        <tbody ref={body}>
          {rows.map((lead, i) => (
            <Row
              key={lead.accounts.map(({ kind, externalId }) => `${kind}:${externalId}`).join(' ')}
              lead={lead}
              rank={i + 1}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

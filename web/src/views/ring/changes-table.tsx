import { useState } from 'react';
import type { NamedEntity } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import type { EvidenceLine } from '../../api/use-ring.ts';
import type { ChangedLink, ChangedMember, RingDiff } from '../../api/use-ring-diff.ts';
import { Cut } from '../../components/cut.tsx';
import { Headings } from '../../components/headings.tsx';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { type Text, useText } from '../../text/text.tsx';
import { SelectButton } from '../board/select-button.tsx';

const ROWS_AT_ONCE = 100;

type Row = {
  readonly key: string;
  readonly change: 'gained' | 'lost' | 'kept';
  readonly entities: readonly NamedEntity[];
  readonly what: string;
  readonly why: string;
};

/** What changed first, what stayed last; of each members, then evidence, then links. */
function toRows(diff: RingDiff, { names }: Text): readonly Row[] {
  const rows = (
    change: Row['change'],
    members: readonly ChangedMember[],
    evidence: readonly EvidenceLine[],
    links: readonly ChangedLink[],
  ): readonly Row[] => [
    ...members.map(({ entity, reason }) => {
      return { key: `${change} ${toKey(entity)}`, change, entities: [entity], what: '', why: reason };
    }),
    ...evidence.map(({ type, statement }) => {
      return {
        key: `${change} ${type} ${statement}`,
        change,
        entities: [],
        what: names.evidence[type],
        why: statement,
      };
    }),
    ...links.map(({ id, type, from, to, explanation }) => {
      return { key: `${change} ${id}`, change, entities: [from, to], what: names.linkType[type], why: explanation };
    }),
  ];
  return [
    ...rows('gained', diff.joined, diff.evidenceGained, diff.linksGained),
    ...rows('lost', diff.left, diff.evidenceLost, diff.linksLost),
    ...rows('kept', diff.kept, [], diff.linksKept),
  ];
}

const isEqual = ({ from, to, ...changes }: RingDiff): boolean =>
  from?.ring.score === to.ring.score &&
  [changes.joined, changes.left, changes.evidenceGained, changes.evidenceLost].every(({ length }) => length === 0) &&
  [changes.linksGained, changes.linksLost].every(({ length }) => length === 0);

export function ChangesTable({ diff }: { readonly diff: RingDiff }) {
  const text = useText();
  const words = text.ring.changes;
  const [listed, setListed] = useState(ROWS_AT_ONCE);
  const { from, to, joined, left, kept } = diff;
  if (isEqual(diff)) return <Notice title={words.nothing} />;
  const rows = toRows(diff, text);
  const more = Math.min(ROWS_AT_ONCE, rows.length - listed);
  const summary = [
    ...(from === null ? [words.notKnownThen] : [words.score(from.ring.score.toFixed(1), to.ring.score.toFixed(1))]),
    words.counts(joined.length, left.length, kept.length),
    words.links(diff.linksGained.length, diff.linksLost.length, diff.linksKept.length),
  ];
  return (
    <>
      <p className={table['caption']}>{summary.join(' · ')}</p>
      {diff.truncated && <Cut sentence={words.linksCut} />}
      <table className={`${table['table']} ${table['narrow']}`} aria-label={words.title}>
        <Headings names={[words.change, words.what, words.why]} />
        <tbody>
          {rows.slice(0, listed).map((row) => (
            <ChangeRow key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Cut
          sentence={words.rowsShown(listed, rows.length)}
          next={{ count: more, run: () => setListed(listed + more), busy: false }}
        />
      )}
    </>
  );
}

function ChangeRow({ row: { change, what, entities, why } }: { readonly row: Row }) {
  const words = useText().ring.changes;
  return (
    <tr>
      <td>{change === 'kept' ? words.kept : <strong>{words[change]}</strong>}</td>
      <td>
        {what}{' '}
        {entities.map((entity) => (
          <SelectButton key={toKey(entity)} entity={entity} id="below" />
        ))}
      </td>
      <td>{why}</td>
    </tr>
  );
}

import type { NamedEntity } from '../../api/shapes.ts';
import { toKey } from '../../api/to-board.ts';
import type { ChangedLink, RingDiff } from '../../api/use-ring-diff.ts';
import { Cut } from '../../components/cut.tsx';
import { Notice } from '../../components/notice.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';
import { SelectButton } from '../board/select-button.tsx';

/** More rows than anybody reads; the picture and the counts have them all. */
const MOST_LINKS = 100;

type Row = {
  readonly key: string;
  readonly change: 'gained' | 'lost' | 'kept';
  readonly entities: readonly NamedEntity[];
  readonly what: string;
  readonly why: string;
};

function useRows(diff: RingDiff, links: readonly ChangedLink[]): readonly Row[] {
  const { names } = useText();
  const lost = new Set(diff.linksLost.map(({ id }) => id));
  const member = (change: Row['change'], { entity, reason }: RingDiff['joined'][number]): Row => {
    return { key: `${change} ${toKey(entity)}`, change, entities: [entity], what: '', why: reason };
  };
  const evidence = (change: Row['change'], { type, statement }: RingDiff['evidenceGained'][number]): Row => {
    return { key: `${change} ${type} ${statement}`, change, entities: [], what: names.evidence[type], why: statement };
  };
  return [
    ...diff.joined.map((one) => member('gained', one)),
    ...diff.left.map((one) => member('lost', one)),
    ...diff.evidenceGained.map((one) => evidence('gained', one)),
    ...diff.evidenceLost.map((one) => evidence('lost', one)),
    ...links.map(({ id, type, from, to, explanation }): Row => {
      const change = lost.has(id) ? 'lost' : 'gained';
      return { key: `${change} ${id}`, change, entities: [from, to], what: names.linkType[type], why: explanation };
    }),
    ...diff.kept.map((one) => member('kept', one)),
  ];
}

export function ChangesTable({ diff }: { readonly diff: RingDiff }) {
  const text = useText();
  const words = text.ring.changes;
  const changed = [...diff.linksGained, ...diff.linksLost];
  const links = changed.slice(0, MOST_LINKS);
  const rows = useRows(diff, links);
  const { from, to, joined, left, kept } = diff;
  const isEqual = from !== null && rows.length === kept.length && from.ring.score === to.ring.score;
  const summary = [
    ...(from === null ? [words.notKnownThen] : [words.score(from.ring.score.toFixed(1), to.ring.score.toFixed(1))]),
    words.counts(joined.length, left.length, kept.length),
    words.links(diff.linksGained.length, diff.linksLost.length, diff.linksKept.length),
  ];
  if (isEqual) return <Notice title={words.nothing} />;
  return (
    <>
      <p>{summary.join(' · ')}</p>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.change}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <td>{row.change === 'kept' ? words.kept : <strong>{words[row.change]}</strong>}</td>
                <td>
                  {row.what}{' '}
                  {row.entities.map((entity) => (
                    <SelectButton key={toKey(entity)} entity={entity} />
                  ))}
                </td>
                <td>{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {links.length < changed.length && <Cut sentence={words.linksShown(links.length, changed.length)} />}
    </>
  );
}

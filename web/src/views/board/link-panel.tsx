import { useState } from 'react';
import { parseKey } from '../../api/to-board.ts';
import type { EventsQuestion } from '../../api/use-events.ts';
import type { Ends } from '../../api/use-link-verdict.ts';
import { EVENT_TYPES } from '../../api/vocabulary.ts';
import { EntityName } from '../../components/entity-name.tsx';
import { formatCount, formatFixed } from '../../components/format.ts';
import { When } from '../../components/when.tsx';
import type { BoardLink } from '../../exploration/board-state.ts';
import { useText } from '../../text/text.tsx';
import { useBoard } from './board-context.tsx';
import { LinkEvents } from './link-events.tsx';
import { LinkVerdictPanel } from './link-verdict.tsx';
import styles from './selected-panel.module.css';

function endsOf(link: BoardLink): Ends | null {
  const [from, to] = [parseKey(link.from), parseKey(link.to)];
  return from && to ? { from, to } : null;
}

/** All events of the link's own type; for a lasting relation, whatever happened between its two ends. */
const questionOf = (link: BoardLink): EventsQuestion | null => {
  const ends = endsOf(link);
  if (!ends) return null;
  const { from, to } = ends;
  const type = EVENT_TYPES.find((eventType) => eventType === link.type);
  return { of: [from, to], among: true, ...(type ? { types: [type] } : {}) };
};

export function LinkPanel({ link }: { readonly link: BoardLink }) {
  const text = useText();
  const [question] = useState(() => questionOf(link));
  const [ends] = useState(() => endsOf(link));
  const from = useBoard((view) => view.nodes.get(link.from));
  const to = useBoard((view) => view.nodes.get(link.to));
  const words = text.link;
  return (
    <>
      <p className={styles['name']}>{text.names.linkType[link.type]}</p>
      <div className={styles['ends']}>
        {from && <EntityName entity={from} />}
        {to && (
          <span>
            <span aria-hidden="true">→ </span>
            <EntityName entity={to} />
          </span>
        )}
      </div>
      <p>{link.explanation}</p>
      <dl className={styles['facts']}>
        <dt>{words.firstSeen}</dt>
        <dd>
          <When at={link.firstSeen} />
        </dd>
        <dt>{words.lastSeen}</dt>
        <dd>
          <When at={link.lastSeen} />
        </dd>
        <dt>{words.count}</dt>
        <dd>{formatCount(link.count, text.language)}</dd>
        <dt>{words.strength}</dt>
        <dd>{formatFixed(link.strength, 2, text.language)}</dd>
        <dt>{words.source}</dt>
        <dd>{link.sources.length === 0 ? words.noSource : link.sources.join(', ')}</dd>
      </dl>
      {ends && <LinkVerdictPanel ends={ends} />}
      <h3>{words.events}</h3>
      <LinkEvents question={question} />
    </>
  );
}

import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { RingKey } from '../../api/ring-key.ts';
import type { Subgraph } from '../../api/shapes.ts';
import { parseKey } from '../../api/to-board.ts';
import type { EventsQuestion } from '../../api/use-events.ts';
import { useRingTimeline } from '../../api/use-ring-timeline.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { TimelineStrip } from '../../components/timeline-strip.tsx';
import { useText } from '../../text/text.tsx';
import { useBoard } from '../board/board-context.tsx';
import { EventList } from './event-list.tsx';
import type { OwnState } from './own-state.ts';
import styles from './tab.module.css';

/** The server's limit of references in one question. */
const REFERENCES_LIMIT = 500;

type Props = {
  readonly ringKey: RingKey;
  /** The evidence in focus; null for none. */
  readonly evidence: number | null;
  readonly graph: Subgraph | null;
  readonly own: OwnState;
  readonly setOwn: (own: OwnState) => void;
};

/** Events by stage against time, and the list they are counted from; a stretch of time drawn above limits the list. */
export function EventsTab({ ringKey, evidence, graph, own, setOwn }: Props) {
  const text = useText();
  const timeline = useRingTimeline(ringKey);
  const selection = useBoard((view) => view.selection);
  const [onlySelected, setOnlySelected] = useState(false);
  const isNarrowed = onlySelected && selection.size > 0;
  const range = { from: own.from, to: own.to };
  const question = toQuestion(isNarrowed ? [...selection] : null, graph, range);
  return (
    <div className={styles['tab']}>
      {timeline.error !== null && <FailureNotice error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.isPending && <Loading label={text.common.loading} rows={3} />}
      {timeline.data === null && <p className={styles['note']}>{text.timeline.none}</p>}
      {timeline.data && (
        <TimelineStrip timeline={timeline.data} range={range} onRange={(next) => setOwn({ ...own, ...next })} />
      )}
      {selection.size > 0 && (
        <Checkbox
          className={styles['note']}
          size="xs"
          label={text.events.onlySelected(selection.size)}
          checked={onlySelected}
          onChange={(event) => setOnlySelected(event.currentTarget.checked)}
        />
      )}
      <EventList ringKey={ringKey} evidence={evidence} question={question} range={range} />
    </div>
  );
}

type Range = { readonly from: string | null; readonly to: string | null };

/** With a selection: whatever those did. Without: what happened among everything in the ring's picture. */
function toQuestion(selected: readonly string[] | null, graph: Subgraph | null, range: Range): EventsQuestion | null {
  const chosen = selected?.flatMap((key) => parseKey(key) ?? []);
  const of = (chosen ?? graph?.nodes.map(({ kind, externalId }) => ({ kind, externalId })))?.slice(0, REFERENCES_LIMIT);
  if (!of || of.length === 0) return null;
  return {
    of,
    among: chosen === undefined,
    ...(range.from === null ? {} : { from: range.from }),
    ...(range.to === null ? {} : { to: range.to }),
  };
}

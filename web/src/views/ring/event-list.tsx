import { toPaged } from '../../api/paged.ts';
import type { RingKey } from '../../api/ring-key.ts';
import type { MarketEvent } from '../../api/shapes.ts';
import { type EventsQuestion, useEvents } from '../../api/use-events.ts';
import { useEvidenceEvents } from '../../api/use-evidence-events.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { useText } from '../../text/text.tsx';
import { EventTable } from '../board/event-table.tsx';

type Props = {
  readonly ringKey: RingKey;
  readonly evidence: number | null;
  readonly question: EventsQuestion | null;
  readonly range: { readonly from: string | null; readonly to: string | null };
};

/** An event of unknown time is in no stretch of time. */
const isWithin = (event: MarketEvent, { from, to }: Props['range']): boolean => {
  if (from === null && to === null) return true;
  if (event.at === null) return false;
  const at = Date.parse(event.at);
  return (from === null || at >= Date.parse(from)) && (to === null || at <= Date.parse(to));
};

/** Exactly the events behind the evidence in focus; without one, those of the ring or of the selection. */
export function EventList({ ringKey, evidence, question, range }: Props) {
  const text = useText();
  const behindEvidence = useEvidenceEvents(ringKey, evidence);
  const ofRing = useEvents(evidence === null ? question : null);
  const events = evidence === null ? ofRing : behindEvidence;
  if (events.error !== null) return <FailureNotice error={events.error} retry={() => void events.refetch()} />;
  if (!events.data) return <Loading label={text.common.loading} />;
  const { rows: loaded, total, next } = toPaged<MarketEvent>(events);
  const rows = evidence === null ? loaded : loaded.filter((event) => isWithin(event, range));
  const left = loaded.length - rows.length;
  const sentence = [
    evidence === null ? text.events.showing(loaded.length, total) : text.events.behindEvidence(loaded.length, total),
    left > 0 ? text.events.outsideRange(left) : '',
  ];
  return (
    <>
      <EventTable events={rows} />
      {total > 0 && <Cut sentence={sentence.filter(Boolean).join(' ')} next={next} />}
    </>
  );
}

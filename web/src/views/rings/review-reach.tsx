import { type ReviewQueue, useReviewQueue } from '../../api/use-review-queue.ts';
import { useText } from '../../text/text.tsx';

/** Where the day's reviews end, from the gravest ring down; nothing where nobody set a capacity. */
export function ReviewReach() {
  const queue = useReviewQueue();
  return queue.data?.capacity ? <Sentence queue={queue.data} capacity={queue.data.capacity} /> : null;
}

type SentenceProps = { readonly queue: ReviewQueue; readonly capacity: NonNullable<ReviewQueue['capacity']> };

function Sentence({ queue, capacity }: SentenceProps) {
  const text = useText();
  const words = text.review;
  const { reach, reachesAll, inflow, days, open } = queue;
  const reached = reach && { severity: text.names.severity[reach.severity], score: reach.score.toFixed(1) };
  const rate = inflow?.reduce((sum, { perDay }) => sum + perDay, 0).toFixed(1) ?? null;
  const waiting = open.reduce((sum, { count }) => sum + count, 0);
  return (
    <p role="note" aria-label={words.label}>
      {words.reach(capacity.ringsPerDay, reached, reachesAll)} {words.inflow(rate, Math.round(days))}{' '}
      {words.open(waiting)}
    </p>
  );
}

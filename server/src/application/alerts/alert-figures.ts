/** What an alert says of its ring in figures, anew with every published run. */
import type { Alert } from '../../domain/alert.ts';
import { growthOf, hoursUntil, prioritiesOf, withSize } from '../../domain/alert-priority.ts';
import type { Ring } from '../../domain/ring.ts';
import type { TimePoint } from '../../domain/time-point.ts';

export type Figures = Pick<
  Alert,
  'severity' | 'typologies' | 'score' | 'priorities' | 'sizes' | 'growth' | 'settlesAt' | 'hoursLeft'
>;
type Seen = {
  readonly ring: Ring;
  /** In the picture before. */
  readonly before: Ring | null;
  readonly circumstances: { readonly asOf: TimePoint; readonly settlesAt: (ring: Ring) => TimePoint | null };
};

export function figuresOf({ ring, before, circumstances }: Seen, live: Alert | null): Figures {
  const { asOf } = circumstances;
  const known = live?.sizes ?? (before === null ? [] : [{ at: asOf, size: before.size }]);
  const sizes = withSize(known, { at: asOf, size: ring.size });
  const settlesAt = circumstances.settlesAt(ring);
  const [growth, hours] = [growthOf(sizes), hoursUntil(settlesAt, asOf)];
  const priorities = prioritiesOf(ring.exposure.stillStoppable, { growth, hours });
  const { severity, score } = ring;
  const typologies = ring.typologies.map(({ code }) => code);
  return { severity, typologies, score, priorities, sizes, growth, settlesAt, hoursLeft: hours };
}

/** One thing that happened to a ring between two published runs. A ring's changes, in order, are its biography. */
import type { EntityRef } from './records.ts';
import type { TimePoint } from './time-point.ts';

export const RING_CHANGE_TYPES = [
  'BORN',
  'GREW',
  'SHRANK',
  'MERGED',
  'SPLIT',
  'DORMANT',
  'REVIVED',
  'DISSOLVED',
] as const;
export type RingChangeType = (typeof RING_CHANGE_TYPES)[number];

export type RingChange = {
  readonly type: RingChangeType;
  readonly ringId: string;
  readonly runId: string;
  /** The moment the run looked at; where the data hold no time, when it ended. */
  readonly at: TimePoint;
  readonly joined: readonly EntityRef[];
  readonly left: readonly EntityRef[];
  /** The rings it came out of, took in, gave off or went into. */
  readonly others: readonly string[];
  readonly statement: string;
};

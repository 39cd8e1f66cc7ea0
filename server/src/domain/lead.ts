/** Somebody whom something rare ties to known fraud: where to look next. A lead, and no finding about them. */
import type { EntityRef } from './records.ts';
import type { RingCandidate } from './ring.ts';

export type Lead = {
  /** The accounts of one person. */
  readonly accounts: readonly EntityRef[];
  /** The accounts known to be fraudulent that they are tied to. */
  readonly known: readonly EntityRef[];
  /** Ranks the leads of one full run and of incremental runs after it; by itself it means nothing. */
  readonly strength: number;
  /** What all of them together would be as a ring: scored and explained like any other. */
  readonly group: RingCandidate;
};

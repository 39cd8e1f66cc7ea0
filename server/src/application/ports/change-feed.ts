/** What subscriptions follow: numbered logs that only grow, and a mark that tells when to look again. */
import type { RingChange } from '../../domain/ring-change.ts';

export type NumberedChange = { readonly number: number; readonly change: RingChange };

export interface ChangeFeed {
  /** Another text whenever a ring, an alert, a run or a schedule is not as it was, whoever wrote it. */
  mark(): Promise<string>;
  /** 0 before the first. */
  lastRingChange(): Promise<number>;
  /** Of this ring; 0 before the first. */
  lastChangeOf(ringId: string): Promise<number>;
  /** Oldest first, from the one after this number. */
  ringChangesAfter(number: number, most: number): Promise<readonly NumberedChange[]>;
}

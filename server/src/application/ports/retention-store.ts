/** Removes what need not be kept. */
import type { TimePoint } from '../../domain/time-point.ts';

export interface RetentionStore {
  /**
   * Pictures of rings in runs that began before these times; never of the last published run, and never the newest
   * published picture of a ring or one that somebody judged. Answers how many.
   */
  removePictures(limits: { readonly publishedBefore: TimePoint; readonly trialsBefore: TimePoint }): Promise<number>;
}

/** Parameters of detection under a name, as they were saved: never changed afterwards. One set is in force. */
import type { TimePoint } from './time-point.ts';

export type ParameterSet = {
  /** `par_…` */
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the canonical parameters: equal parameters, equal hash. */
  readonly hash: string;
  /** All of them, as a run stores them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly why: string;
  /** Null for the defaults of this version. */
  readonly by: string | null;
  readonly at: TimePoint | null;
};

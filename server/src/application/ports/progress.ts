/** How a long use case tells where it is. `total` is null while unknown. */
export type Progress = {
  readonly stage: string;
  readonly done: number;
  /** Of `done`, what an earlier run did: it took no time of this one. */
  readonly doneBefore?: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'rows' | 'steps';
};
export type ReportProgress = (progress: Progress) => void;

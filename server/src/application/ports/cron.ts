/** Reads cron lines. */
export interface Cron {
  /** Null when it can be read and comes true some day; else why not, as a sentence. */
  objection(cron: string, timeZone: string): string | null;
  /** The first time after this one, UTC milliseconds; null when there is none. */
  next(cron: string, timeZone: string, after: number): number | null;
}

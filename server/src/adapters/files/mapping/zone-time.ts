/** Local wall-clock time in an IANA zone → UTC. */
const HOUR_MS = 3_600_000;
const REMEMBERED = 8192;

export class ZoneTime {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** Throws RangeError for a zone that is not known. */
  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  }

  /**
   * `localMs`: the wall clock read as if it were UTC. Null for a time the clocks skipped; of a time they showed twice,
   * the first.
   */
  toUtc(localMs: number): number | null {
    // Offsets change by at most a few hours at a time, so the right one is in force a day before or a day after.
    const before = this.offsetAt(localMs - 24 * HOUR_MS);
    const after = this.offsetAt(localMs + 24 * HOUR_MS);
    for (const offset of before === after ? [before] : [Math.max(before, after), Math.min(before, after)]) {
      if (this.offsetAt(localMs - offset) === offset) return localMs - offset;
    }
    return null;
  }

  /** Local minus UTC at an instant, from a quarter hour's start: no zone changes within one. */
  private offsetAt(utcMs: number): number {
    const quarter = Math.floor(utcMs / (HOUR_MS / 4));
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    const instant = quarter * (HOUR_MS / 4);
    const parts = Object.fromEntries(
      this.format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - instant;
    if (this.offsets.size >= REMEMBERED) this.offsets.clear();
    this.offsets.set(quarter, offset);
    return offset;
  }
}

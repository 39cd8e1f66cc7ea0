/**
 * Ids for rows that have none: a hash of named columns. Equal rows of one file are numbered in their order, which is
 * no matter, for they are equal; so a file read twice gives the same ids. Name every column that tells rows apart.
 */
import { createHash } from 'node:crypto';

const FIRST_SIZE = 1 << 12;

export class HashIds {
  private readonly repeats = new RepeatCounter();

  next(values: readonly string[]): string {
    const digest = createHash('sha256').update(JSON.stringify(values), 'utf8').digest();
    const repeat = this.repeats.count(digest.readUInt32LE(0), digest.readUInt32LE(4));
    const id = digest.toString('hex', 0, 16);
    return repeat === 1 ? id : `${id}-${repeat}`;
  }
}

/** How often each 64-bit fingerprint came, in 12 bytes a slot: open addressing with linear probing, at most half full. */
class RepeatCounter {
  private low = new Uint32Array(FIRST_SIZE);
  private high = new Uint32Array(FIRST_SIZE);
  private counts = new Uint32Array(FIRST_SIZE);
  private used = 0;

  count(low: number, high: number): number {
    if (this.used * 2 >= this.counts.length) this.grow();
    const slot = this.slotOf(low, high);
    if (this.counts[slot] === 0) {
      this.used++;
      this.low[slot] = low;
      this.high[slot] = high;
    }
    const count = (this.counts[slot] ?? 0) + 1;
    this.counts[slot] = count;
    return count;
  }

  private slotOf(low: number, high: number): number {
    const mask = this.counts.length - 1;
    let slot = low & mask;
    while (this.counts[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { low, high, counts } = this;
    this.low = new Uint32Array(counts.length * 2);
    this.high = new Uint32Array(counts.length * 2);
    this.counts = new Uint32Array(counts.length * 2);
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue;
      const slot = this.slotOf(low[i] ?? 0, high[i] ?? 0);
      this.low[slot] = low[i] ?? 0;
      this.high[slot] = high[i] ?? 0;
      this.counts[slot] = counts[i] ?? 0;
    }
  }
}

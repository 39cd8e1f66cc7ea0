/**
 * The observed part of links as of a time, summed from events: a hash table over typed arrays (open addressing), since
 * millions of text keys in a Map would take several times the memory.
 */
const EMPTY = -1;

export type SightingsAt = {
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly isInWindow: boolean;
};

export class LinkSightings {
  #slots = new Int32Array(1 << 12).fill(EMPTY);
  #a = new Float64Array(1 << 11);
  #b = new Float64Array(1 << 11);
  #type = new Uint8Array(1 << 11);
  #count = new Float64Array(1 << 11);
  #first = new Float64Array(1 << 11);
  #last = new Float64Array(1 << 11);
  #inWindow = new Uint8Array(1 << 11);
  length = 0;

  add(a: number, b: number, type: number, at: number | null, isInWindow: boolean): void {
    const i = this.#entry(a, b, type);
    this.#count[i] = (this.#count[i] ?? 0) + 1;
    if (isInWindow) this.#inWindow[i] = 1;
    if (at === null) return;
    const first = this.#first[i] ?? 0;
    const last = this.#last[i] ?? 0;
    if (!(at >= first)) this.#first[i] = at;
    if (!(at <= last)) this.#last[i] = at;
  }

  /** The position of this link, or −1. */
  find(a: number, b: number, type: number): number {
    return this.#slots[this.#slotOf(a, b, type)] ?? EMPTY;
  }

  at(position: number): SightingsAt & { readonly a: number; readonly b: number; readonly type: number } {
    const first = this.#first[position] ?? Number.NaN;
    const last = this.#last[position] ?? Number.NaN;
    return {
      a: this.#a[position] ?? 0,
      b: this.#b[position] ?? 0,
      type: this.#type[position] ?? 0,
      count: this.#count[position] ?? 0,
      first: Number.isNaN(first) ? null : first,
      last: Number.isNaN(last) ? null : last,
      isInWindow: this.#inWindow[position] === 1,
    };
  }

  #entry(a: number, b: number, type: number): number {
    if (this.length * 2 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(a, b, type);
    const known = this.#slots[slot] ?? EMPTY;
    if (known !== EMPTY) return known;
    const i = this.length++;
    this.#slots[slot] = i;
    this.#a[i] = a;
    this.#b[i] = b;
    this.#type[i] = type;
    this.#first[i] = Number.NaN;
    this.#last[i] = Number.NaN;
    return i;
  }

  /** Where this link is, or the free slot where it would be. */
  #slotOf(a: number, b: number, type: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(type + 1, 0xc2b2ae35)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const i = this.#slots[slot] ?? EMPTY;
      if (i === EMPTY || (this.#a[i] === a && this.#b[i] === b && this.#type[i] === type)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const capacity = this.#slots.length;
    this.#a = grown(this.#a, capacity);
    this.#b = grown(this.#b, capacity);
    this.#type = grown(this.#type, capacity);
    this.#count = grown(this.#count, capacity);
    this.#first = grown(this.#first, capacity);
    this.#last = grown(this.#last, capacity);
    this.#inWindow = grown(this.#inWindow, capacity);
    this.#slots = new Int32Array(capacity * 2).fill(EMPTY);
    for (let i = 0; i < this.length; i++) {
      this.#slots[this.#slotOf(this.#a[i] ?? 0, this.#b[i] ?? 0, this.#type[i] ?? 0)] = i;
    }
  }
}

function grown<T extends Float64Array | Uint8Array>(column: T, capacity: number): T {
  const next = (column instanceof Float64Array ? new Float64Array(capacity) : new Uint8Array(capacity)) as T;
  next.set(column);
  return next;
}

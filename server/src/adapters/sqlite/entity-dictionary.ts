/**
 * From (kind, id) to the store's integer, for the things met lately. Two generations bound the memory: when the young
 * one is full it becomes the old one and the old one is dropped; what was dropped is found again through SQL.
 */
export const GENERATION_LIMIT = 400_000;

/** V8 makes a slice only of 13 characters and more. */
const SHORTEST_SLICE = 13;

type Generation = Map<string, number>[];

export class EntityDictionary {
  readonly #limit: number;
  #young: Generation = [];
  #old: Generation = [];
  #size = 0;

  constructor(limit: number = GENERATION_LIMIT) {
    this.#limit = limit;
  }

  /** 0 where it is not known here. */
  get(kind: number, id: string): number {
    const known = this.#young[kind]?.get(id);
    if (known !== undefined) return known;
    const old = this.#old[kind]?.get(id);
    if (old === undefined) return 0;
    this.#put(kind, id, old);
    return old;
  }

  /** A longer text is copied: as a slice of a file's text it would keep all of that text alive. */
  set(kind: number, id: string, entity: number): void {
    this.#put(kind, id.length < SHORTEST_SLICE ? id : Buffer.from(id).toString(), entity);
  }

  /** Called between pieces of work only, so that what a piece has resolved stays resolved until its end. */
  trim(): void {
    if (this.#size <= this.#limit) return;
    this.#old = this.#young;
    this.#young = [];
    this.#size = 0;
  }

  clear(): void {
    this.#young = [];
    this.#old = [];
    this.#size = 0;
  }

  #put(kind: number, id: string, entity: number): void {
    let ids = this.#young[kind];
    if (!ids) {
      ids = new Map();
      this.#young[kind] = ids;
    }
    ids.set(id, entity);
    this.#size++;
  }
}

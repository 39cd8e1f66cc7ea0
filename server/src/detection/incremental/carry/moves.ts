/** How rows moved from one state of the columns to the next; a row that is other than it was is gone and came. */
export type Moves = {
  /** Old position → new one, ascending; −1 where it is gone. */
  readonly to: Int32Array;
  /** Old positions, ascending. */
  readonly gone: Int32Array;
  /** New positions, ascending. */
  readonly came: Int32Array;
};

/** Walks along both; each row is met once, in order. */
export class MovesBuilder {
  readonly #to: Int32Array;
  readonly #gone: number[] = [];
  readonly #came: number[] = [];

  constructor(oldLength: number) {
    this.#to = new Int32Array(oldLength).fill(-1);
  }

  stays(old: number, now: number): void {
    this.#to[old] = now;
  }

  isGone(old: number): void {
    this.#gone.push(old);
  }

  came(now: number): void {
    this.#came.push(now);
  }

  moves(): Moves {
    return { to: this.#to, gone: Int32Array.from(this.#gone), came: Int32Array.from(this.#came) };
  }
}

/** What is left of either when the other is at its end. */
export function leave(moves: MovesBuilder, old: Rest, now: Rest): Moves {
  for (let i = old.from; i < old.length; i++) moves.isGone(i);
  for (let j = now.from; j < now.length; j++) moves.came(j);
  return moves.moves();
}

type Rest = { readonly from: number; readonly length: number };

/** Old code → new one, of two lists of texts; −2 for a text that is no more. Code −1 stays. */
export function codeMap(old: readonly string[], now: readonly string[]): (code: number) => number {
  const codes = new Map(now.map((text, code) => [text, code]));
  const to = old.map((text) => codes.get(text) ?? -2);
  return (code) => (code < 0 ? -1 : (to[code] ?? -2));
}

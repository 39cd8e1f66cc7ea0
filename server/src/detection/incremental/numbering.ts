/**
 * Numbers that stay what they are while rows come and go around them: each is where a row stood when the first were
 * given, and what came later has the next ones. Where a row now stands is looked up, in both directions.
 */
import { inOrder } from '../graph/csr.ts';
import type { Moves } from './carry/moves.ts';

export type RowMoves = Pick<Moves, 'to' | 'came'>;

export class Numbering {
  /** Number → position, −1 where it is gone; null as long as they are the same. */
  #at: Int32Array | null = null;
  /** Position → number, as far as it holds. */
  #of: Int32Array = new Int32Array();
  #isOfNow = false;
  #count: number;
  readonly #first: number;
  #changes = 0;

  constructor(count: number) {
    this.#count = count;
    this.#first = count;
  }

  /** Numbers are below it. */
  get count(): number {
    return this.#count;
  }

  at(number: number): number {
    return this.#at === null ? number : (this.#at[number] ?? -1);
  }

  /** Of what stands at a position. */
  of(position: number): number {
    if (this.#at === null) return position;
    if (!this.#isOfNow) this.#turn(this.#at);
    return this.#of[position] ?? -1;
  }

  /** Gone and come since the first were given, as a share of these. */
  get changed(): number {
    return this.#changes / Math.max(1, this.#first);
  }

  advance({ to, came }: RowMoves): void {
    const gone = countGone(to);
    if (gone === 0 && came.length === 0) return;
    this.#changes += gone + came.length;
    const at = roomFor(this.#at ?? inOrder(this.#count), this.#count + came.length);
    for (let n = 0; n < this.#count; n++) at[n] = moved(at[n] ?? -1, to);
    for (const position of came) at[this.#count++] = position;
    this.#at = at;
    this.#isOfNow = false;
  }

  #turn(at: Int32Array): void {
    this.#of = roomFor(this.#of, this.#count);
    for (let n = 0; n < this.#count; n++) if ((at[n] ?? -1) >= 0) this.#of[at[n] ?? 0] = n;
    this.#isOfNow = true;
  }
}

function countGone(to: Int32Array): number {
  let gone = 0;
  for (let i = 0; i < to.length; i++) if (to[i] === -1) gone++;
  return gone;
}

const moved = (position: number, to: Int32Array): number => (position < 0 ? -1 : (to[position] ?? -1));

/** Grown by more than is wanted, so that it is not each time. */
function roomFor(numbers: Int32Array, length: number): Int32Array {
  if (numbers.length >= length) return numbers;
  const wide = new Int32Array(Math.ceil(length * 1.02) + 16).fill(-1);
  wide.set(numbers);
  return wide;
}

/** Rows of (type, from, to, time) in typed arrays: ten million of them as objects would need more memory than detection. */
import { toTimePoint } from '../../server/src/domain/time-point.ts';

export class Rows {
  length = 0;
  readonly #types: readonly string[];
  readonly #type: Uint8Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** Milliseconds. */
  readonly #time: Float64Array;

  /** A ring planted last may need a little more than the room asked for. */
  constructor(types: readonly string[], room: number) {
    this.#types = types;
    this.#type = new Uint8Array(room + 1000);
    this.#from = new Int32Array(room + 1000);
    this.#to = new Int32Array(room + 1000);
    this.#time = new Float64Array(room + 1000);
  }

  add(type: string, from: number, to: number, time: number): void {
    const i = this.length++;
    this.#type[i] = this.#types.indexOf(type);
    this.#from[i] = from;
    this.#to[i] = to;
    this.#time[i] = time;
  }

  timeOf(row: number): number {
    return this.#time[row] ?? 0;
  }

  byType = (a: number, b: number): number => (this.#type[a] ?? 0) - (this.#type[b] ?? 0);
  byFrom = (a: number, b: number): number => (this.#from[a] ?? 0) - (this.#from[b] ?? 0);
  byEnds = (a: number, b: number): number => this.byFrom(a, b) || (this.#to[a] ?? 0) - (this.#to[b] ?? 0);
  byTime = (a: number, b: number): number => (this.#time[a] ?? 0) - (this.#time[b] ?? 0);

  sorted(compare: (a: number, b: number) => number): Uint32Array {
    return Uint32Array.from({ length: this.length }, (_, i) => i).sort(compare);
  }

  ends(order: Uint32Array) {
    const { length } = order;
    const type = new Uint8Array(length);
    const from = new Int32Array(length);
    const to = new Int32Array(length);
    order.forEach((row, i) => {
      type[i] = this.#type[row] ?? 0;
      from[i] = this.#from[row] ?? 0;
      to[i] = this.#to[row] ?? 0;
    });
    return { type, from, to };
  }

  times(order: Uint32Array): Float64Array {
    const times = new Float64Array(order.length);
    order.forEach((row, i) => {
      times[i] = toTimePoint(this.#time[row] ?? 0, 'SECOND');
    });
    return times;
  }
}

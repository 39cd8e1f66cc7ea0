/** SHA-256 of texts, summed modulo 2^256: no order can change it. */
import { createHash } from 'node:crypto';

const LANES = 8;

export class HashSum {
  readonly #lanes = new Float64Array(LANES);

  add(text: string): void {
    const hash = createHash('sha256').update(text).digest();
    let carry = 0;
    for (let lane = LANES - 1; lane >= 0; lane--) {
      const sum = (this.#lanes[lane] ?? 0) + hash.readUInt32BE(lane * 4) + carry;
      carry = sum >= 2 ** 32 ? 1 : 0;
      this.#lanes[lane] = sum % 2 ** 32;
    }
  }

  toString(): string {
    return [...this.#lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('');
  }
}

/** Exact sums as doubles, where only their size matters. */

const IS_BIG_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;

/** Reading a 64-bit integer makes a BigInt each; its halves give the same double, rounded once. */
export function readAmounts(amounts: BigInt64Array): (i: number) => number {
  if (IS_BIG_ENDIAN) return (i) => Number(amounts[i] ?? 0n);
  const low = new Uint32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);
  const high = new Int32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);
  return (i) => (high[2 * i + 1] ?? 0) * 2 ** 32 + (low[2 * i] ?? 0);
}

const POWERS = Float64Array.from({ length: 256 }, (_, places) => 10 ** places);

/** Of as many places as a byte can say: looked up, not raised each time. */
export const powerOfTen = (places: number): number => POWERS[places] ?? 1;

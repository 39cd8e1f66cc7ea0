/** Time and chance come from outside, so that a run can be repeated. */
export interface Clock {
  /** UTC milliseconds since 1970. */
  now(): number;
}

export interface Randomness {
  /** URL-safe text with at least `bits` bits of randomness. */
  token(bits: number): string;
  /** Lower-case hex SHA-256 of the text. */
  sha256(text: string): string;
}

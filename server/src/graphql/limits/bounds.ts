/** The limits of the contract, in one place. */
export const LIMITS = {
  depth: 8,
  aliases: 15,
  directives: 50,
  tokens: 1_000,
  cost: 5_000,
  bodyBytes: 1_048_576,
  timeMs: 10_000,
  textCodePoints: 200,
  cursorCharacters: 2_000,
  listItems: 500,
  /** More say nothing new, and cost more to write than the query did. */
  validationErrors: 10,
} as const;

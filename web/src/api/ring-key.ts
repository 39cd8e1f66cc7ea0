/** A ring as a run saw it; `run: null` is the latest. */
export type RingKey = { readonly id: string; readonly run: string | null };

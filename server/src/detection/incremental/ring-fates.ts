/** What becomes of the rings that are known, by whom of them a batch of new records concerns. */
import type { MarkedAccounts } from './marked-accounts.ts';

/**
 * OPEN: what ties somebody of it changed, or somebody is no more; it is found again or not. SEARCHED: something near it
 * changed; it is searched for again, and stands where nothing is the better finding. TOLD: its members did something that
 * brings nobody to it, or a part of it is computed for another’s sake; told of by today’s data, with its members. STANDS: as it was.
 */
export type RingFate = 'OPEN' | 'SEARCHED' | 'TOLD' | 'STANDS';

/** Two are no ring: a lead comes and goes with what is known of either. */
const LEAST_MEMBERS = 3;

type Concerned = {
  readonly close: MarkedAccounts;
  readonly neighbours: MarkedAccounts;
  readonly touched: MarkedAccounts;
  /** Account → 1. */
  readonly isDecisive: Uint8Array;
};

/** `ring`: its members as accounts, −1 for who is no more. */
export function fateOf(ring: Int32Array, { close, neighbours, touched, isDecisive }: Concerned): RingFate {
  let fate: RingFate = 'STANDS';
  for (const account of ring) {
    if (account < 0 || isDecisive[account] === 1) return 'OPEN';
    if (close.has(account) || neighbours.has(account)) fate = 'SEARCHED';
    else if (touched.has(account) && fate === 'STANDS') fate = 'TOLD';
  }
  return ring.length < LEAST_MEMBERS && fate !== 'STANDS' ? 'OPEN' : fate;
}

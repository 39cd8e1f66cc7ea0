/** How many cards accounts hold, shared or not: what is usual, and how unusual a number is. */
import { kindCode, type Sharing } from './sharing.ts';

export type Holdings = {
  readonly cardsOf: (account: number) => number;
  /** Share of the accounts with a card that hold at least so many, 0–1. */
  readonly shareFrom: (cards: number) => number;
  /** The same by number. */
  readonly table: Float64Array;
};

const MOST = 256;

export function readHoldings({ byAccount, kind }: Sharing, known?: Float64Array): Holdings {
  const held = new Uint16Array(byAccount.rowCount);
  const card = kindCode('PaymentInstrument');
  for (let i = 0; i < byAccount.entryRow.length; i++) {
    if (kind[byAccount.entryColumn[i] ?? 0] !== card) continue;
    const row = byAccount.entryRow[i] ?? 0;
    held[row] = Math.min(MOST, (held[row] ?? 0) + 1);
  }
  const from = known ?? shareFromEach(held);
  // More cards than anybody had: as rare as the rarest, which is not never.
  const rarest = from.reduce((least, share) => (share > 0 && share < least ? share : least), 1);
  return {
    cardsOf: (account) => held[account] ?? 0,
    shareFrom: (cards) => (cards <= 1 ? 1 : Math.max(rarest, from[Math.min(cards, MOST)] ?? 0)),
    table: from,
  };
}

function shareFromEach(held: Uint16Array): Float64Array {
  const from = new Float64Array(MOST + 2);
  for (const count of held) from[count] = (from[count] ?? 0) + 1;
  for (let count = MOST; count >= 1; count--) from[count] = (from[count] ?? 0) + (from[count + 1] ?? 0);
  const holders = Math.max(1, from[1] ?? 0);
  return from.map((accounts) => accounts / holders);
}

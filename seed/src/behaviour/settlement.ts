/** Money leaving the marketplace, and money between accounts. */
import type { Actor } from '../actors.ts';
import { AS_OF, DAY } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import { formatMinor } from '../markets.ts';
import type { EventStatus } from '../rows.ts';
import type { Order } from './trade.ts';

const money = (actor: Actor, minor: number) => ({
  amount: formatMinor(actor.market, Math.max(1, minor)),
  currency: actor.market.currency,
});

export function payOut(ledger: Ledger, actor: Actor, at: number, minor: number, account?: string): void {
  const to = { kind: 'PayoutAccount', id: account ?? actor.payout } as const;
  ledger.event('PAYOUT', at, actor, to, { ...money(actor, minor), status: 'settled' });
}

export function transfer(ledger: Ledger, from: Actor, to: Actor, at: number, minor: number): void {
  ledger.event('TRANSFER', at, from, to, { ...money(from, minor), status: 'completed' });
}

/** Commission locks some days after the order; until then it is pending and can be stopped. */
export const COMMISSION_LOCK_DAYS = 10;

export function payCommission(ledger: Ledger, order: Order, creator: Actor, share: number): void {
  const at = order.at + COMMISSION_LOCK_DAYS * DAY;
  const status: EventStatus = at > AS_OF ? 'pending' : 'settled';
  ledger.event('COMMISSION', Math.min(at, Math.max(order.at, AS_OF - DAY)), order.seller, creator, {
    ...money(order.seller, order.amount * share),
    orderId: order.id,
    product: order.product.id,
    status,
    payoutAccount: creator.payout,
  });
}

/** What buyers and sellers do to each other: orders, parcels, reviews, refunds. */
import type { Actor, Product } from '../actors.ts';
import { AS_OF, DAY, HOUR, MINUTE } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import { formatMinor } from '../markets.ts';
import type { Random } from '../random.ts';
import type { EventDetails, EventStatus } from '../rows.ts';

export type OrderForm = {
  readonly buyer: Actor;
  readonly seller: Actor;
  readonly product: Product;
  readonly at: number;
  readonly device?: string;
  readonly card?: string;
  readonly address?: string;
  readonly ip?: string;
  /** Minor units; default: the product's price. */
  readonly amount?: number;
  readonly discount?: number;
  readonly quantity?: number;
  readonly coupon?: string;
  readonly creator?: Actor;
  readonly content?: string;
  readonly declined?: boolean;
  readonly status?: EventStatus;
};

export type Order = {
  readonly id: string;
  readonly buyer: Actor;
  readonly seller: Actor;
  readonly product: Product;
  readonly at: number;
  readonly amount: number;
  readonly address: string;
  /** Where its row stands in the ledger; −1 when it was outside the period. */
  readonly row: number;
};

/** Money of orders younger than this has not been settled with the seller yet. */
const SETTLEMENT_DAYS = 14;

export function placeOrder(ledger: Ledger, form: OrderForm): Order {
  const { buyer, seller, product } = form;
  // Jitter may push a plan before the sign-up; nobody trades before that.
  const at = Math.max(form.at, buyer.createdAt + MINUTE, seller.createdAt + MINUTE);
  const id = ledger.newId('Order');
  const quantity = form.quantity ?? 1;
  const amount = form.amount ?? product.price * quantity;
  const address = form.address ?? buyer.address;
  const status = form.declined ? 'failed' : (form.status ?? statusAtAge(AS_OF - at));
  const row = ledger.rows.length;
  const recorded = ledger.event('ORDER', at, buyer, seller, {
    status,
    amount: formatMinor(seller.market, amount),
    currency: seller.market.currency,
    orderId: id,
    device: form.device ?? buyer.device,
    paymentInstrument: form.card ?? buyer.card,
    address,
    ipAddress: form.ip ?? buyer.ip,
    product: product.id,
    coupon: form.coupon,
    creator: form.creator?.id,
    content: form.content,
    declined: form.declined ? true : undefined,
    quantity: quantity > 1 ? quantity : undefined,
    discount: form.discount === undefined ? undefined : formatMinor(seller.market, form.discount),
  });
  const earned = recorded && !form.declined && status !== 'cancelled';
  if (earned && at > AS_OF - SETTLEMENT_DAYS * DAY) seller.unsettled += amount;
  return { id, buyer, seller, product, at, amount, address, row: recorded ? row : -1 };
}

function statusAtAge(age: number): EventStatus {
  if (age < DAY) return 'paid';
  if (age < 3 * DAY) return 'shipped';
  return age < 7 * DAY ? 'delivered' : 'completed';
}

const ofOrder = (order: Order): EventDetails => ({ orderId: order.id, product: order.product.id });
const withMoney = (order: Order, amount: number): EventDetails => ({
  ...ofOrder(order),
  amount: formatMinor(order.seller.market, amount),
  currency: order.seller.market.currency,
});

/** A parcel and its arrival; `shipment` names a tracking number used before. */
export function deliver(ledger: Ledger, order: Order, at: number, shipment?: string): string {
  const id = shipment ?? ledger.newId('Shipment');
  const details = { ...ofOrder(order), address: undefined, shipment: id };
  ledger.event('DELIVERY', at, order.seller, { kind: 'Shipment', id }, { ...details, status: 'delivered' });
  return id;
}

export function ship(ledger: Ledger, order: Order, at: number, shipment: string): void {
  const details = { ...ofOrder(order), status: 'shipped' as const };
  ledger.event('SHIPMENT', at, order.seller, { kind: 'Shipment', id: shipment }, details);
}

export function review(ledger: Ledger, order: Order, at: number, rating: number, fingerprint?: string): void {
  const details = { ...ofOrder(order), rating, fingerprint };
  ledger.event('REVIEW', at, order.buyer, { kind: 'Product', id: order.product.id }, details);
}

export function refund(ledger: Ledger, order: Order, at: number, share = 1): void {
  ledger.event('REFUND', at, order.buyer, order.seller, {
    ...withMoney(order, order.amount * share),
    status: 'completed',
  });
}

export function claim(ledger: Ledger, order: Order, at: number, reason: string, details: EventDetails = {}): void {
  ledger.event('CLAIM', at, order.buyer, order.seller, {
    ...withMoney(order, order.amount),
    reason,
    status: 'requested',
    ...details,
  });
}

export function sendBack(ledger: Ledger, order: Order, at: number, reason: string): void {
  ledger.event('RETURN', at, order.buyer, order.seller, { ...ofOrder(order), reason, status: 'completed' });
}

/** Cancelled before it was paid for: the order itself says so, and nothing of it is owed to the seller. */
export function cancel(ledger: Ledger, order: Order, at: number): void {
  const row = ledger.rows[order.row];
  if (row?.record !== 'event' || row.status === 'failed' || at > AS_OF) return;
  ledger.rows[order.row] = { ...row, status: 'cancelled' };
  if (order.at > AS_OF - SETTLEMENT_DAYS * DAY) order.seller.unsettled -= order.amount;
  ledger.event('CANCELLATION', at, order.buyer, order.seller, { ...withMoney(order, order.amount) });
}

export function chargeBack(ledger: Ledger, order: Order, at: number, card: string): void {
  const details = { ...withMoney(order, order.amount), paymentInstrument: card, reason: 'cardholder dispute' };
  ledger.event('CHARGEBACK', at, order.buyer, order.seller, details);
}

const REASONS = ['changed mind', 'wrong size', 'damaged in transit', 'not as described', 'late delivery'] as const;

/** How an honest order goes on: mostly it just arrives. */
export function honestAftermath(ledger: Ledger, random: Random, order: Order): void {
  const arrives = order.at + random.int(2, 7) * DAY + random.int(-10, 10) * HOUR;
  if (random.chance(0.03)) {
    cancel(ledger, order, order.at + random.int(1, 30) * HOUR);
    return;
  }
  if (order.seller.tracked) deliver(ledger, order, arrives);
  if (random.chance(0.16)) review(ledger, order, arrives + random.int(4, 400) * HOUR, honestRating(random));
  if (!random.chance(0.05)) return;
  const reason = random.pick(REASONS);
  const complains = arrives + random.int(2, 200) * HOUR;
  if (random.chance(0.5)) sendBack(ledger, order, complains, reason);
  else claim(ledger, order, complains, reason);
  refund(ledger, order, complains + random.int(20, 120) * HOUR, random.chance(0.8) ? 1 : 0.5);
}

const honestRating = (random: Random): number => random.pick([5, 5, 5, 5, 4, 4, 4, 3, 2, 1]);

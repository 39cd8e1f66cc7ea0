/** The platform's welcome voucher, one a month and market: whoever is new may pay the first order with it. */
import type { Actor } from '../actors.ts';
import { AS_OF, clamp, DAY, PERIOD_DAYS, PERIOD_START } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import { fromDollars, type Market } from '../markets.ts';
import type { Random } from '../random.ts';
import { anyProduct, anySeller, type Neighbourhood } from '../town.ts';
import { honestAftermath, placeOrder } from './trade.ts';

const MONTHS = 6;

export function issueWelcomeCoupons(ledger: Ledger, market: Market): readonly string[] {
  return Array.from({ length: MONTHS }, () => {
    const id = ledger.newId('Coupon');
    ledger.entity({ kind: 'Coupon', id, label: 'welcome voucher', market: market.code });
    return id;
  });
}

export function welcomeCoupon({ welcomeCoupons }: Neighbourhood, at: number): string {
  const month = Math.floor(((at - PERIOD_START) / (PERIOD_DAYS * DAY)) * MONTHS);
  const id = welcomeCoupons[clamp(month, 0, MONTHS - 1)];
  if (id === undefined) throw new Error('a neighbourhood needs welcome coupons');
  return id;
}

/** A newcomer’s honest first order; nothing where it would be after the end of the data. */
export function redeemWelcome(
  ledger: Ledger,
  random: Random,
  place: Neighbourhood,
  { buyer, at }: { readonly buyer: Actor; readonly at: number },
): void {
  const seller = openSeller(random, place, at);
  if (at > AS_OF || seller.activeFrom > at) return;
  const coupon = welcomeCoupon(place, at);
  const discount = fromDollars(place.market, 5);
  const order = placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at, coupon, discount });
  const to = { kind: 'Coupon', id: coupon } as const;
  ledger.event('REDEMPTION', order.at, buyer, to, { orderId: order.id, device: buyer.device });
  honestAftermath(ledger, random, order);
}

/** Somebody who sells already. */
function openSeller(random: Random, place: Neighbourhood, at: number): Actor {
  for (let attempt = 0; attempt < 20; attempt++) {
    const seller = anySeller(random, place);
    if (seller.activeFrom <= at) return seller;
  }
  return anySeller(random, place);
}

/** What every planted ring of a typology shows, written from the description of the scheme, not from its recipe. */
import { expect } from 'vitest';
import type { EventRow, Typology } from '../../seed/src/main.ts';
import { fromOf, keyOf, type RingView, toOf } from './ring-view.ts';

const time = (row: EventRow): number => Date.parse(row.at);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const createdAt = (view: RingView, key: string): number => Date.parse(view.index.entities.get(key)?.createdAt ?? '');

export const SIGNATURES: Readonly<Record<Typology, (view: RingView) => void>> = {
  BRUSHING: (view) => {
    const shops = new Set(view.of('Seller'));
    const buyers = view.of('Buyer');
    const inside = view.own('ORDER').filter((row) => shops.has(toOf(row)));
    expect(new Set(inside.map(fromOf)).size).toBe(buyers.length);
    expect(view.sharing('Device', 'Address', 'PaymentInstrument').size).toBeGreaterThanOrEqual(0.7 * buyers.length);
    expect(view.own('REVIEW').filter((row) => row.rating === 5).length).toBeGreaterThan(0);
    expect(view.own('TRANSFER').some((row) => shops.has(fromOf(row)))).toBe(true);
  },
  REFUND_RING: (view) => {
    const orders = new Map(view.own('ORDER').map((row) => [row.orderId, row]));
    const claims = view.own('CLAIM').filter((row) => orders.has(row.orderId ?? ''));
    const late = claims.filter((row) => time(row) - time(orders.get(row.orderId ?? '') ?? row) > 20 * DAY);
    expect(new Set(late.map(fromOf)).size).toBeGreaterThanOrEqual(0.6 * (view.members.size - 1));
    const reasons = new Map<string, number>();
    for (const row of late) reasons.set(row.reason ?? '', (reasons.get(row.reason ?? '') ?? 0) + 1);
    expect(Math.max(...reasons.values()) / late.length).toBeGreaterThan(0.7);
    expect(view.sharing('Address', 'Device').size).toBeGreaterThanOrEqual(0.6 * view.members.size);
  },
  AFFILIATE_COMMISSION: (view) => {
    const creators = new Set(view.of('Creator'));
    const led = view.own('ORDER').filter((row) => creators.has(`Creator:${row.creator ?? ''}`));
    expect(new Set(led.map(fromOf)).size).toBe(view.of('Buyer').length);
    expect(view.events('COMMISSION').filter((row) => creators.has(toOf(row))).length).toBeGreaterThan(0);
    expect(view.own('REFUND').length / led.length).toBeGreaterThan(0.3);
    expect(view.sharing('Device', 'PaymentInstrument').size).toBeGreaterThanOrEqual(0.6 * view.members.size);
  },
  BANNED_SELLER_RETURN: (view) => {
    const banned = [...view.members].filter((key) => view.index.entities.get(key)?.status === 'banned');
    expect(banned.length).toBeGreaterThan(0);
    const ban = Math.min(...view.own('ENFORCEMENT').map(time));
    const later = [...view.members].filter((key) => createdAt(view, key) > ban);
    expect(later.length).toBeGreaterThanOrEqual(view.members.size - 2 - banned.length);
    const ties = (key: string): number =>
      ['IdentityDocument', 'PayoutAccount', 'Device', 'Warehouse', 'Fingerprint'].filter((kind) =>
        view.sharing(kind).has(key),
      ).length;
    for (const key of later) expect(ties(key)).toBeGreaterThanOrEqual(2);
  },
  DOCUMENT_REUSE: (view) => {
    expect(view.holders('IdentityDocument')[0]).toBeGreaterThanOrEqual(3);
    expect(view.sharing('IdentityDocument', 'Fingerprint').size).toBeGreaterThanOrEqual(0.8 * view.members.size);
    expect(view.own('VERIFICATION').length).toBeGreaterThanOrEqual(view.members.size);
  },
  PAYOUT_MULE_HUB: (view) => {
    expect(view.holders('PayoutAccount')[0]).toBeGreaterThanOrEqual(3);
    const changes = view.own('PROFILE_CHANGE').filter((row) => row.toKind === 'PayoutAccount');
    expect(changes.length).toBeGreaterThanOrEqual(view.members.size - 2);
    const quick = changes.filter((row) =>
      view
        .own('PAYOUT')
        .some(
          (paid) =>
            fromOf(paid) === fromOf(row) && time(paid) > time(row) - 3 * HOUR && time(paid) - time(row) < 3 * DAY,
        ),
    );
    expect(share(quick.length, changes.length)).toBeGreaterThan(0.5);
  },
  PROMO_ABUSE: (view) => {
    const redemptions = view.own('REDEMPTION');
    expect(new Set(redemptions.map(toOf)).size).toBe(1);
    expect(redemptions.length).toBeGreaterThanOrEqual(view.members.size - 1);
    const quick = redemptions.filter((row) => Math.abs(time(row) - createdAt(view, fromOf(row))) < HOUR);
    expect(share(quick.length, redemptions.length)).toBeGreaterThan(0.8);
    expect(view.rows('REFERRED').length).toBeGreaterThanOrEqual(view.members.size - 1);
    expect(view.sharing('Device', 'Address', 'PaymentInstrument').size).toBeGreaterThanOrEqual(0.8 * view.members.size);
  },
  COORDINATED_REVIEWS: (view) => {
    const targets = new Map<string, EventRow[]>();
    for (const row of view.own('REVIEW')) targets.set(toOf(row), [...(targets.get(toOf(row)) ?? []), row]);
    const joint = [...targets.values()].filter((rows) => new Set(rows.map(fromOf)).size >= 0.3 * view.members.size);
    expect(joint.length).toBeGreaterThanOrEqual(3);
    for (const rows of joint) {
      const times = rows.map(time).sort((a, b) => a - b);
      // The middle half: a member's ordinary review of the same thing may lie elsewhere.
      const middle = (times[Math.floor(times.length * 0.75)] ?? 0) - (times[Math.floor(times.length * 0.25)] ?? 0);
      expect(middle).toBeLessThan(3 * DAY);
    }
  },
  TRIANGULATION: (view) => {
    const runners = view.of('Buyer');
    const cards = new Set(view.own('ORDER').map((row) => row.paymentInstrument));
    expect(cards.size).toBeGreaterThan(2 * runners.length);
    const customers = new Set(
      view
        .events('ORDER')
        .filter((row) => view.members.has(toOf(row)))
        .map((row) => row.address),
    );
    const forwarded = view.own('ORDER').filter((row) => customers.has(row.address));
    expect(forwarded.length).toBeGreaterThanOrEqual(runners.length);
    expect(view.own('CHARGEBACK').length).toBeGreaterThan(0);
  },
  ACCOUNT_TAKEOVER: (view) => {
    const victims = view.ring.members.filter((member) => member.role === 'VICTIM').map(keyOf);
    expect(victims.length).toBeGreaterThanOrEqual(3);
    const failed = view.own('LOGIN').filter((row) => row.outcome === 'failure');
    expect(new Set(failed.map(fromOf)).size).toBeGreaterThanOrEqual(0.9 * victims.length);
    expect(view.sharing('Device', 'IpAddress', 'Phone', 'Address').size).toBeGreaterThanOrEqual(0.9 * victims.length);
    expect(view.own('PROFILE_CHANGE').length).toBeGreaterThanOrEqual(0.6 * victims.length);
    for (const key of victims) expect(createdAt(view, key)).toBeLessThan(Math.min(...failed.map(time)) - 50 * DAY);
  },
  CARD_TESTING: (view) => {
    const orders = view.own('ORDER');
    const cards = new Set(orders.map((row) => row.paymentInstrument));
    expect(orders.filter((row) => row.declined).length / orders.length).toBeGreaterThan(0.3);
    expect(cards.size).toBeGreaterThanOrEqual(view.members.size);
    const cardsOf = [...view.members].map(
      (key) => new Set(orders.filter((row) => fromOf(row) === key).map((row) => row.paymentInstrument)).size,
    );
    expect(Math.min(...cardsOf)).toBeGreaterThanOrEqual(3);
    expect(view.sharing('Device').size).toBeGreaterThanOrEqual(0.75 * view.members.size);
  },
  SELLER_BUST_OUT: (view) => {
    expect(view.sharing('Device', 'PayoutAccount', 'IdentityDocument', 'Warehouse').size).toBeGreaterThanOrEqual(
      0.9 * view.members.size,
    );
    const sold = view.events('ORDER').filter((row) => view.members.has(toOf(row)));
    expect(sold.length).toBeGreaterThan(10 * view.members.size);
    expect(share(view.own('DELIVERY').length, sold.length)).toBeLessThan(0.5);
    expect(view.own('PAYOUT').length).toBeGreaterThanOrEqual(view.members.size);
    expect(view.events('COMPLAINT').length).toBeGreaterThan(0);
  },
  CLONED_LISTINGS: (view) => {
    expect(view.sharing('Fingerprint').size).toBeGreaterThanOrEqual(0.9 * view.members.size);
    const products = view.rows('SELLS').map(toOf);
    const pictured = products.filter((key) =>
      (view.index.rowsOf.get(key) ?? []).some((row) => row.type === 'HAS_FINGERPRINT'),
    );
    expect(share(pictured.length, products.length)).toBeGreaterThan(0.5);
  },
  COLLUSION: (view) => {
    const [sellers, creators] = [new Set(view.of('Seller')), new Set(view.of('Creator'))];
    expect(sellers.size).toBeGreaterThan(0);
    expect(creators.size).toBeGreaterThan(0);
    const triangle = view
      .own('ORDER')
      .filter((row) => sellers.has(toOf(row)) && creators.has(`Creator:${row.creator ?? ''}`));
    expect(new Set(triangle.map(fromOf)).size).toBe(view.of('Buyer').length);
    const back = view.own('TRANSFER').filter((row) => creators.has(fromOf(row)) && view.members.has(toOf(row)));
    expect(back.length).toBeGreaterThan(0);
  },
  DEVICE_FARM: (view) => {
    expect(view.holders('Device')[0]).toBeGreaterThanOrEqual(4);
    expect(view.sharing('Device').size).toBeGreaterThanOrEqual(0.9 * view.members.size);
    expect(new Set([...view.members].map((key) => key.split(':')[0])).size).toBeGreaterThan(1);
    const nights = view.own('LOGIN').filter((row) => new Date(row.at).getUTCHours() < 6);
    expect(nights.length).toBeGreaterThan(0);
  },
  FAKE_LOGISTICS: (view) => {
    const users = new Map<string, Set<string>>();
    for (const row of view.own('DELIVERY')) users.set(toOf(row), (users.get(toOf(row)) ?? new Set()).add(fromOf(row)));
    const reusing = new Set([...users.values()].filter((by) => by.size > 1).flatMap((by) => [...by]));
    expect(reusing.size).toBeGreaterThanOrEqual(0.8 * view.members.size);
    const sold = new Map(
      view
        .events('ORDER')
        .filter((row) => view.members.has(toOf(row)))
        .map((row) => [row.orderId, row]),
    );
    const instant = view.own('DELIVERY').filter((row) => {
      const order = sold.get(row.orderId ?? '');
      return order && time(row) - time(order) < 8 * HOUR;
    });
    expect(instant.length).toBeGreaterThan(3 * view.members.size);
  },
  ROUND_TRIP: (view) => {
    const out = new Map<string, Set<string>>();
    for (const row of [...view.own('TRANSFER'), ...view.own('ORDER')]) {
      if (view.members.has(toOf(row))) out.set(fromOf(row), (out.get(fromOf(row)) ?? new Set()).add(toOf(row)));
    }
    const returns = [...view.members].filter((start) => {
      const seen = new Set<string>();
      const queue = [...(out.get(start) ?? [])];
      for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
        if (key === start) return true;
        if (!seen.has(key)) queue.push(...(out.get(key) ?? []));
        seen.add(key);
      }
      return false;
    });
    expect(returns.length).toBeGreaterThanOrEqual(0.8 * view.members.size);
  },
  SYNTHETIC_IDENTITY: (view) => {
    expect(view.sharing('Phone', 'Email', 'Address', 'PaymentInstrument', 'Fingerprint').size).toBeGreaterThanOrEqual(
      0.9 * view.members.size,
    );
    const everything = ['Phone', 'Email', 'Address', 'PaymentInstrument', 'Device'].map(
      (kind) => view.holders(kind)[0] ?? 0,
    );
    expect(everything.filter((holders) => holders >= view.members.size)).toEqual([]);
    expect(everything.filter((holders) => holders > 1).length).toBeGreaterThanOrEqual(2);
  },
};

/** Schemes that look alike are told apart by what makes them what they are. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { Key } from '../support/graph-columns.ts';
import { at, buyer, creator, seller, settle, smallTown, type Town } from '../support/small-town.ts';

/** The ring that most of these are in. */
function ringOf(town: Town, members: readonly Key[]) {
  const { candidates } = detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
  const held = (ring: (typeof candidates)[number]) =>
    ring.members.filter(({ kind, id }) => members.includes(`${kind}:${id}`)).length;
  return [...candidates].sort((a, b) => held(b) - held(a))[0];
}

const keysOf = (ring: ReturnType<typeof ringOf>): string[] =>
  (ring?.members ?? []).map(({ kind, id }) => `${kind}:${id}`).sort();

/** Buyers on one card order what two creators promote in turn; only their own shop, or any shop there is. */
function commissions(town: Town, shops: readonly Key[]) {
  const buyers = Array.from({ length: 8 }, (_, i) => settle(town, buyer(`m${i}`), -60 - i / 10));
  const creators = [settle(town, creator('star'), -4000), settle(town, creator('muse'), -5000)];
  town.share('PAYS_WITH', buyers, 'PaymentInstrument:m', 5).share('USES_DEVICE', buyers.slice(2), 'Device:m', 5);
  for (let t = 0; t < 4; t++) {
    for (const [i, one] of buyers.entries()) {
      const star = creators[t % 2] ?? one;
      const shop = shops[(t * 3 + i) % shops.length] ?? one;
      const order = { amount: '60.00', references: { creator: star.split(':')[1] ?? '' }, orderId: `m${t}-${i}` };
      if ((t + i) % 3 > 0) continue;
      town.order(one, shop, 500 + t * 90 + i / 7, order);
      town.event('COMMISSION', shop, star, {
        at: at(600 + t * 90),
        amount: '6.00',
        currency: 'USD',
        orderId: order.orderId,
      });
    }
  }
  for (const [i, star] of creators.entries()) {
    town.event('PROMOTION', star, shops[0] ?? star, { at: at(400 + i) });
    // Strangers like what she shows: that is not what she lives on.
    town.entity(`Content:c${i}`).link('PUBLISHED', star, `Content:c${i}`);
    for (let n = 0; n < 40; n++) {
      town.event('ENGAGEMENT', buyer(`h${n}`), `Content:c${i}`, { at: at(300 + n * 13 + i), action: 'like' });
    }
  }
  return { buyers, creators };
}

/** Five shops with pictures in common, on two devices; the last one is banned at some time. */
function copies(town: Town, bannedHours: number) {
  const shops = Array.from({ length: 5 }, (_, i) => settle(town, seller(`k${i}`), -300 - i));
  for (let n = 0; n < 5; n++) town.share('HAS_FINGERPRINT', shops, `Fingerprint:k${n}`, 100);
  town.share('USES_DEVICE', shops.slice(0, 4), 'Device:k', 50);
  const [banned] = shops.slice(-1);
  if (!banned) throw new Error('no shops');
  town.entity(banned, { status: 'banned' });
  town.event('ENFORCEMENT', banned, banned, { at: at(bannedHours), action: 'ban', status: 'completed' });
  for (const [i, shop] of shops.entries()) {
    for (let n = 0; n < 5; n++) town.order(buyer(`h${i * 5 + n}`), shop, 600 + n * 40 + i);
  }
  return shops;
}

/** Six old accounts that never did anything turn up on one handset and order from one shop; three guesses, or none. */
function fence(guessed: boolean) {
  const town = smallTown();
  const victims = Array.from({ length: 6 }, (_, i) => settle(town, buyer(`v${i}`), -5000 - i * 97));
  const shop = settle(town, seller('fence'), -200);
  town.link('USES_DEVICE', shop, 'Device:v', 690);
  for (const [i, one] of victims.entries()) {
    const when = 700 + i * 7 + i / 9;
    const guesses = guessed ? 3 : 0;
    for (let n = 0; n < guesses; n++) town.event('LOGIN', one, 'Device:v', { failed: true, at: at(when - 1.3) });
    town.link('USES_DEVICE', one, 'Device:v', when);
    for (let n = 0; n < 3; n++) town.order(one, shop, when + 0.2 + n / 5, { amount: '120.00' });
  }
  return { town, victims };
}

function namedAfter({ town, victims }: ReturnType<typeof fence>, reported: boolean) {
  const [first] = victims;
  if (reported && first) town.entity(first, { risk: 'compromised' });
  return ringOf(town, victims)?.typologies[0]?.code;
}

describe('a ring is called', () => {
  it('collusion where the orders its creators are credited for go to its own shop, with creators who take turns', () => {
    const town = smallTown();
    const shop = settle(town, seller('own'), -200);
    town.link('USES_DEVICE', shop, 'Device:m');
    const { buyers, creators } = commissions(town, [shop]);
    const ring = ringOf(town, buyers);
    expect(keysOf(ring)).toEqual(expect.arrayContaining([...creators, shop]));
    expect(ring?.typologies[0]?.code).toBe('COLLUSION');
  });

  it('commission fraud where they go to shops all over the place', () => {
    const town = smallTown();
    const { buyers } = commissions(
      town,
      Array.from({ length: 9 }, (_, i) => seller(`h${i}`)),
    );
    expect(ringOf(town, buyers)?.typologies[0]?.code).toBe('AFFILIATE_COMMISSION');
  });

  it('cloned listings, not a return, where one shop was banned after the others had opened', () => {
    const town = smallTown();
    expect(ringOf(town, copies(town, 900))?.typologies[0]?.code).toBe('CLONED_LISTINGS');
  });

  it('a return where the ban came first', () => {
    const town = smallTown();
    expect(ringOf(town, copies(town, -400))?.typologies[0]?.code).toBe('BANNED_SELLER_RETURN');
  });

  it('cloned listings, not a bust-out, where other sellers complain about listings and no customer does', () => {
    for (const [complainant, code] of [
      [(n: number) => seller(`h${n % 30}`), 'CLONED_LISTINGS'],
      [(n: number) => buyer(`h${n}`), 'SELLER_BUST_OUT'],
    ] as const) {
      const town = smallTown();
      const shops = copies(town, 900);
      for (const [i, shop] of shops.entries()) {
        for (let n = 0; n < 4; n++)
          town.event('COMPLAINT', complainant(i * 5 + n), shop, { at: at(1000 + n * 30 + i) });
      }
      expect(ringOf(town, shops)?.typologies.map((one) => one.code)).toContain(code);
      expect(ringOf(town, shops)?.typologies[0]?.code).toBe(code);
    }
  });

  it('a takeover, not brushing, where the passwords of old and quiet accounts were guessed first, or one is reported', () => {
    const scheme = (guessed: boolean, reported: boolean) => namedAfter(fence(guessed), reported);
    expect(scheme(true, false)).toBe('ACCOUNT_TAKEOVER');
    expect(scheme(false, true)).toBe('ACCOUNT_TAKEOVER');
    expect(scheme(false, false)).toBe('BRUSHING');
  });
});

/** The honest population of a district: who registers, who lives together, what they buy, watch and review. */
import { type Actor, listProduct, onboard, publish, register } from './actors.ts';
import { ban, enforceThenOverturn, logIn } from './behaviour/access.ts';
import { payCommission, payOut } from './behaviour/settlement.ts';
import { honestAftermath, type Order, placeOrder } from './behaviour/trade.ts';
import { issueWelcomeCoupons } from './behaviour/welcome.ts';
import { AS_OF, clamp, DAY, HOUR, PERIOD_DAYS, PERIOD_START } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { fromDollars, MARKETS, type Market } from './markets.ts';
import { welcomeNewcomers } from './newcomers.ts';
import type { Random } from './random.ts';
import { anyCreator, anyProduct, anySeller, type Neighbourhood, type Town, whenActive } from './town.ts';

export type Population = { readonly buyers: number; readonly sellers: number; readonly creators: number };
export type Anchors = { readonly sellers: readonly Actor[]; readonly creators: readonly Actor[] };

/** Two thirds were there before the period; the others join evenly through it. */
function joined(random: Random): number {
  if (random.chance(0.35)) return PERIOD_START + Math.floor(random.next() * (PERIOD_DAYS - 3) * DAY);
  return PERIOD_START - Math.floor(random.next() ** 2 * 1500 * DAY) - DAY;
}

/** Churn: every fourth account falls silent before the end. */
function leaves(random: Random, from: number): number {
  return random.chance(0.25) ? from + random.int(5, PERIOD_DAYS) * DAY : AS_OF;
}

export function settleTown(
  ledger: Ledger,
  random: Random,
  population: Population,
  place: { readonly district: number; readonly anchors: Anchors },
): Town {
  const neighbourhoods = MARKETS.map((market) => {
    const local = random.split(`settle/${market.code}`);
    const many = (count: number): number => Math.max(2, Math.round(count * market.share));
    return {
      market,
      sellers: Array.from({ length: many(population.sellers) }, () => openShop(ledger, local, market)),
      creators: Array.from({ length: many(population.creators) }, () => startChannel(ledger, local, market)),
      buyers: moveIn(ledger, local, market, many(population.buyers)),
      anchorSellers: place.anchors.sellers.filter((actor) => actor.market === market),
      anchorCreators: place.anchors.creators.filter((actor) => actor.market === market),
      welcomeCoupons: issueWelcomeCoupons(ledger, market),
    };
  });
  return { district: place.district, neighbourhoods };
}

export function openShop(ledger: Ledger, random: Random, market: Market, products = 0): Actor {
  const createdAt = joined(random);
  const seller = register(ledger, random, { kind: 'Seller', market, createdAt, activeTo: leaves(random, createdAt) });
  onboard(ledger, random, seller);
  const count = products || clamp(Math.round(random.logNormal(2.2, 0.8)), 1, 60);
  for (let i = 0; i < count; i++) listProduct(ledger, random, seller);
  seller.free = true;
  return seller;
}

export function startChannel(ledger: Ledger, random: Random, market: Market): Actor {
  const createdAt = joined(random);
  const creator = register(ledger, random, { kind: 'Creator', market, createdAt, activeTo: leaves(random, createdAt) });
  onboard(ledger, random, creator);
  creator.free = true;
  return creator;
}

/** Buyers come in homes: most alone, some sharing an address, at times a card or a tablet too. */
function moveIn(ledger: Ledger, random: Random, market: Market, count: number): Actor[] {
  const buyers: Actor[] = [];
  while (buyers.length < count) {
    const size = random.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 4]);
    const home = { address: ledger.newId('Address'), ip: ledger.newId('IpAddress') };
    const shared = { card: ledger.newId('PaymentInstrument'), device: ledger.newId('Device') };
    for (let i = 0; i < size && buyers.length < count; i++) {
      const createdAt = joined(random);
      const buyer = register(ledger, random, {
        kind: 'Buyer',
        market,
        createdAt,
        activeTo: leaves(random, createdAt),
        ...home,
        ...(size > 1 && random.chance(0.25) ? { card: shared.card } : {}),
        ...(size > 1 && random.chance(0.2) ? { device: shared.device } : {}),
      });
      buyer.free = size === 1;
      buyers.push(buyer);
    }
  }
  return buyers;
}

/** Half a year of ordinary life in a district. */
export function liveOrdinarily(ledger: Ledger, random: Random, town: Town): void {
  for (const place of town.neighbourhoods) {
    const local = random.split(`life/${place.market.code}`);
    for (const creator of place.creators) createContent(ledger, local, place, creator);
    for (const buyer of place.buyers) shopOrdinarily(ledger, local, place, buyer);
    for (const seller of place.sellers) runShop(ledger, local, seller);
    strayTies(ledger, local, place);
    pastSanctions(ledger, local, place);
    welcomeNewcomers(ledger, random.split(`newcomers/${place.market.code}`), place);
  }
}

export function createContent(ledger: Ledger, random: Random, place: Neighbourhood, creator: Actor): void {
  const count = clamp(Math.round(random.logNormal(1.6, 0.8)), 1, 30);
  for (let i = 0; i < count; i++) {
    const seller = anySeller(random, place);
    publish(
      ledger,
      creator,
      whenActive(random, creator),
      random.chance(0.7) ? anyProduct(random, seller).id : undefined,
    );
  }
  logIn(ledger, creator, whenActive(random, creator));
  for (let month = 1; month <= 5; month++) {
    const at = PERIOD_START + month * 30 * DAY + random.int(6, 40) * HOUR;
    if (at > creator.createdAt && random.chance(0.25)) {
      payOut(ledger, creator, at, fromDollars(creator.market, random.logNormal(60, 1)));
    }
  }
}

export function runShop(ledger: Ledger, random: Random, seller: Actor): void {
  logIn(ledger, seller, whenActive(random, seller));
  for (let week = 2; week < 26; week += random.int(3, 9)) {
    const at = PERIOD_START + week * 7 * DAY + random.int(3, 60) * HOUR;
    if (at > seller.createdAt) payOut(ledger, seller, at, fromDollars(seller.market, random.logNormal(220, 1)));
  }
}

function shopOrdinarily(ledger: Ledger, random: Random, place: Neighbourhood, buyer: Actor): void {
  const orders = clamp(Math.round(random.logNormal(1.5, 0.9)), 0, 60);
  for (let i = 0; i < orders; i++) orderOrdinarily(ledger, random, place, buyer);
  if (random.chance(0.6)) logIn(ledger, buyer, whenActive(random, buyer));
  if (random.chance(0.3)) {
    const creator = anyCreator(random, place);
    const at = whenActive(random, buyer);
    ledger.link('FOLLOWS', buyer, creator, { firstSeen: at });
    const content = creator.contents[0];
    if (content) ledger.event('ENGAGEMENT', at, buyer, { kind: 'Content', id: content }, { action: 'like' });
  }
}

/** One honest order, sometimes led by a creator's video. */
function orderOrdinarily(ledger: Ledger, random: Random, place: Neighbourhood, buyer: Actor): Order {
  const seller = anySeller(random, place);
  const at = Math.max(whenActive(random, buyer), seller.activeFrom);
  const led = random.chance(0.08) ? anyCreator(random, place) : undefined;
  const content = led?.contents[0];
  const order = placeOrder(ledger, {
    buyer,
    seller,
    product: anyProduct(random, seller),
    at,
    ...(random.chance(0.1) ? { card: ledger.newId('PaymentInstrument') } : {}),
    ...(random.chance(0.06) ? { address: random.pick(place.buyers).address } : {}),
    ...(random.chance(0.3) ? { ip: ledger.newId('IpAddress') } : {}),
    ...(led && content ? { creator: led, content } : {}),
    ...(random.chance(0.02) ? { declined: true } : {}),
  });
  if (led && content) payCommission(ledger, order, led, random.pick([0.05, 0.08, 0.1, 0.15]));
  honestAftermath(ledger, random, order);
  return order;
}

/** Accidents of life: a phone sold second-hand, a borrowed laptop. */
function strayTies(ledger: Ledger, random: Random, place: Neighbourhood): void {
  for (let i = 0; i < place.buyers.length * 0.02; i++) {
    const [from, to] = [random.pick(place.buyers), random.pick(place.buyers)];
    if (from !== to) logIn(ledger, to, whenActive(random, to), from.device);
  }
}

/** A few lone offenders, banned or suspected, and a few sanctions that were taken back. */
function pastSanctions(ledger: Ledger, random: Random, place: Neighbourhood): void {
  const everyone = [...place.sellers, ...place.buyers];
  for (let i = 0; i < everyone.length * 0.004; i++) {
    const actor = random.pick(everyone);
    if (!actor.free || actor.status !== 'active') continue;
    const at = whenActive(random, actor);
    if (random.chance(0.4)) {
      ban(ledger, actor, at, random.pick(['counterfeit goods', 'payment dispute', 'abusive messages']));
      actor.free = false;
    } else if (random.chance(0.5)) enforceThenOverturn(ledger, actor, at, at + random.int(2, 20) * DAY);
    else actor.risk = { label: 'suspected', at };
  }
}

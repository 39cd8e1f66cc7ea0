/** Who lives in one district, by market, and how to meet someone there: popular shops are met far more often. */
import type { Actor, Product } from './actors.ts';
import { AS_OF, clamp, ordinaryTime } from './calendar.ts';
import type { Market } from './markets.ts';
import type { Random } from './random.ts';

export type Neighbourhood = {
  readonly market: Market;
  readonly buyers: Actor[];
  readonly sellers: Actor[];
  readonly creators: Actor[];
  /** Big shops and big creators, known in every district. */
  readonly anchorSellers: readonly Actor[];
  readonly anchorCreators: readonly Actor[];
  /** The platform's vouchers for newcomers, one a month. */
  readonly welcomeCoupons: readonly string[];
};

export type Town = { readonly district: number; readonly neighbourhoods: readonly Neighbourhood[] };

/** Most orders go to few shops: about a third to the big ones, the rest by a Zipf-like law among the local ones. */
export function anySeller(random: Random, place: Neighbourhood): Actor {
  const big = place.anchorSellers.length > 0 && random.chance(0.35);
  const shops = big ? place.anchorSellers : place.sellers;
  return shops[random.skewedIndex(shops.length, 0.6)] ?? random.pick(place.sellers);
}

export function anyProduct(random: Random, seller: Actor): Product {
  const product = seller.products[random.skewedIndex(seller.products.length, 0.5)];
  if (!product) throw new Error(`seller ${seller.id} has no products`);
  return product;
}

export function anyCreator(random: Random, place: Neighbourhood): Actor {
  const big = place.anchorCreators.length > 0 && random.chance(0.5);
  const creators = big ? place.anchorCreators : place.creators;
  return creators[random.skewedIndex(creators.length, 0.6)] ?? random.pick(place.creators);
}

/** An ordinary moment in the life of an account. */
export function whenActive(random: Random, actor: Actor): number {
  const to = clamp(actor.activeTo, actor.activeFrom, AS_OF);
  return ordinaryTime(random, actor.activeFrom, to, actor.market.utcOffsetHours);
}

/** Honest accounts nobody has used yet for a ring or a planted structure; they are used up. */
export function takeHonest(random: Random, from: readonly Actor[], count: number): Actor[] {
  const chosen = random.sample(
    from.filter((actor) => actor.free),
    count,
  );
  for (const actor of chosen) actor.free = false;
  return chosen;
}

/** A market of the district, likelier the more people it has. */
export function anyNeighbourhood(random: Random, town: Town): Neighbourhood {
  let left = random.next() * town.neighbourhoods.reduce((sum, place) => sum + place.buyers.length, 0);
  for (const place of town.neighbourhoods) {
    left -= place.buyers.length;
    if (left < 0) return place;
  }
  return random.pick(town.neighbourhoods);
}

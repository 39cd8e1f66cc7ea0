/** What every innocent structure works with. It looks like a ring in one respect and is explained by everyday life. */
import { type Actor, onboard, type Registration, register } from '../actors.ts';
import { honestAftermath, type OrderForm, placeOrder } from '../behaviour/trade.ts';
import { DAY, PERIOD_START } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import { anyProduct, anySeller, type Neighbourhood, whenActive } from '../town.ts';
import type { InnocentKind } from '../truth.ts';

export type InnocentScene = {
  readonly ledger: Ledger;
  readonly random: Random;
  readonly place: Neighbourhood;
  /** Chance that a structure comes in its hard form. */
  readonly hardInnocents: number;
};
export type InnocentRecipe = { readonly kind: InnocentKind; plant(scene: InnocentScene): readonly Actor[] };

export const range = (count: number): number[] => Array.from({ length: Math.max(0, count) }, (_, i) => i);

type Arrival = Partial<Omit<Registration, 'kind' | 'market'>> & {
  readonly document?: string;
  readonly registration?: string;
  readonly warehouse?: string;
};

/** A new honest account; unless told otherwise it joined at any time in the years before. */
export function arrive(scene: InnocentScene, kind: Registration['kind'], arrival: Arrival = {}): Actor {
  const { ledger, random, place } = scene;
  const { document, registration, warehouse, ...form } = arrival;
  const createdAt = arrival.createdAt ?? PERIOD_START - random.int(-90, 1100) * DAY;
  const actor = register(ledger, random, { ...form, kind, market: place.market, createdAt });
  if (kind !== 'Buyer') {
    const papers = Object.entries({ document, registration, warehouse }).filter(([, id]) => id !== undefined);
    onboard(ledger, random, actor, Object.fromEntries(papers));
  }
  return actor;
}

/** Ordinary shopping, each order with its own ordinary ending. */
export function shopFor(scene: InnocentScene, buyer: Actor, count: number, form: Partial<OrderForm> = {}): void {
  const { ledger, random, place } = scene;
  for (const _ of range(count)) {
    const seller = form.seller ?? anySeller(random, place);
    const at = Math.max(whenActive(random, buyer), seller.activeFrom);
    const order = placeOrder(ledger, { buyer, product: anyProduct(random, seller), at, ...form, seller });
    honestAftermath(ledger, random, order);
  }
}

/** The same for every question about one structure. */
export const isHard = ({ random, hardInnocents }: InnocentScene): boolean => random.split('hard').chance(hardInnocents);

/** A crowd between two sizes that still fits the place: at most every 25th buyer, so that all kinds find room. */
export function crowd({ random, place }: InnocentScene, low: number, high: number): number {
  const room = Math.max(6, Math.floor(place.buyers.length / 25));
  return random.int(Math.min(low, room), Math.min(high, room));
}

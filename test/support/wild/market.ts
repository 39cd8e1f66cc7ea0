/**
 * A marketplace made by other rules than those of seed/: homes, carriers and cards that people share and change as
 * they like, clocks that run through half a year, activity with a heavy tail. Tests plant structures in it, and then
 * take away what a market does not record (habits.ts).
 */
import { seeded } from '../../detection/graph/random-graph.ts';
import type { Key } from '../graph-columns.ts';
import { Town } from '../small-town.ts';

export type Side = 'Buyer' | 'Seller' | 'Creator';
type Held = Parameters<Town['link']>[0];

/** The last hour there is. */
export const END = 4300;

export class WildMarket extends Town {
  readonly random: () => number;
  readonly shops: Key[] = [];
  readonly buyers: Key[] = [];
  readonly creators: Key[] = [];
  #ids = 0;

  constructor(seed: number) {
    super();
    this.random = seeded(seed);
  }

  /** An id that says nothing. */
  id(): string {
    return `w${(this.#ids++ * 7919 + 13) % 1_000_003}`;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  chance(p: number): boolean {
    return this.random() < p;
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  /** Standard normal, Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
  }

  account(side: Side, createdHours = this.between(-12_000, END * 0.7)): Key {
    const key: Key = `${side}:${this.id()}`;
    return this.entity(key, { createdAt: hours(createdHours) }) && key;
  }

  /** Held from some moment on, by each at a time of their own. */
  hold(type: Held, accounts: readonly Key[], to: Key, from = 0): void {
    for (const account of accounts) this.link(type, account, to, this.between(from, END));
  }

  own(type: Held, account: Key, from = 0): Key {
    const key = `${KIND_OF[type] ?? 'Device'}:${this.id()}` as Key;
    this.hold(type, [account], key, from);
    return key;
  }

  /** What everybody has for oneself. */
  furnish(account: Key, from = 0): Key {
    for (let i = this.chance(0.35) ? 2 : 1; i > 0; i--) this.own('USES_DEVICE', account, from);
    this.own('HAS_PHONE', account, from);
    this.own('HAS_EMAIL', account, from);
    this.own('SEEN_AT_IP', account, from);
    if (account.startsWith('Buyer')) {
      for (let i = this.chance(0.3) ? 2 : 1; i > 0; i--) this.own('PAYS_WITH', account, from);
      return account;
    }
    this.own('PAID_OUT_TO', account, from);
    this.own('VERIFIED_BY', account, from);
    return account;
  }

  buy(from: Key, to: Key, hour: number, amount = Math.exp(3 + this.normal())): string {
    const orderId = `o${this.id()}`;
    this.order(from, to, hour, { amount: amount.toFixed(2), orderId });
    return orderId;
  }

  refund(from: Key, to: Key, hour: number): void {
    this.event('REFUND', from, to, { at: hours(hour), amount: '20.00', currency: 'USD' });
  }

  review(from: Key, to: Key, hour: number): void {
    this.event('REVIEW', from, to, { at: hours(hour), rating: 5 });
  }

  gift(from: Key, to: Key, amount: number): void {
    const at = hours(this.between(0, END));
    this.event('GIFT', from, to, { at, amount: amount.toFixed(2), currency: 'USD' });
  }

  transfer(from: Key, to: Key, hour: number, amount: number): void {
    this.event('TRANSFER', from, to, { at: hours(hour), amount: amount.toFixed(2), currency: 'USD' });
  }
}

const KIND_OF: Readonly<Partial<Record<Held, string>>> = {
  USES_DEVICE: 'Device',
  PAYS_WITH: 'PaymentInstrument',
  PAID_OUT_TO: 'PayoutAccount',
  HAS_ADDRESS: 'Address',
  HAS_PHONE: 'Phone',
  HAS_EMAIL: 'Email',
  SEEN_AT_IP: 'IpAddress',
  VERIFIED_BY: 'IdentityDocument',
  REGISTERED_AS: 'BusinessRegistration',
  SHIPS_FROM: 'Warehouse',
};

const START = Date.UTC(2026, 0, 1);
export const hours = (hour: number): string => new Date(START + Math.round(hour * 3_600_000) + 61_000).toISOString();

/** Homes of one to five, carriers' address pools, shops of very different size, and half a year of trade. */
export function ordinaryLife(market: WildMarket, persons: number): void {
  const pools = Array.from({ length: 3 }, () => Array.from({ length: 12 }, (): Key => `IpAddress:${market.id()}`));
  for (let i = 0; i < persons / 14; i++) {
    const shop = market.furnish(market.account('Seller'));
    market.shops.push(shop);
    if (market.chance(0.7)) market.own('HAS_ADDRESS', shop);
  }
  for (let i = 0; i < persons / 60; i++) market.creators.push(market.furnish(market.account('Creator')));
  while (market.buyers.length < persons) home(market, pools);
  for (const buyer of market.buyers) trade(market, buyer);
}

function home(market: WildMarket, pools: readonly (readonly Key[])[]): void {
  const size = market.pick([1, 1, 1, 2, 2, 3, 4, 5]);
  const people = Array.from({ length: size }, () => market.furnish(market.account('Buyer')));
  market.buyers.push(...people);
  market.hold('HAS_ADDRESS', people, `Address:${market.id()}`);
  market.hold('SEEN_AT_IP', people, `IpAddress:${market.id()}`);
  const pool = market.pick(pools);
  for (const one of people) for (let i = 0; i < 2; i++) market.hold('SEEN_AT_IP', [one], market.pick(pool));
  if (size > 1 && market.chance(0.4)) market.hold('USES_DEVICE', people, `Device:${market.id()}`);
  if (size > 1 && market.chance(0.4)) market.hold('PAYS_WITH', people.slice(0, 3), `PaymentInstrument:${market.id()}`);
  if (size > 1 && market.chance(0.15)) market.hold('HAS_PHONE', people.slice(0, 2), `Phone:${market.id()}`);
  if (size > 1 && market.chance(0.1)) market.link('REFERRED', people[0] as Key, people[1] as Key);
}

/** Popular shops come first. */
export const someShop = (market: WildMarket): Key =>
  market.shops[Math.floor(market.random() ** 2.2 * market.shops.length)] as Key;

function trade(market: WildMarket, buyer: Key): void {
  const orders = Math.min(60, Math.round(Math.exp(0.9 + 0.9 * market.normal())));
  const regular = someShop(market);
  for (let i = 0; i < orders; i++) {
    const shop = market.chance(0.3) ? regular : someShop(market);
    const hour = market.between(0, END - 100);
    market.buy(buyer, shop, hour);
    if (market.chance(0.04)) market.refund(buyer, shop, hour + market.between(20, 90));
    if (market.chance(0.12)) market.review(buyer, shop, hour + market.between(20, 90));
  }
  if (market.chance(0.3)) giveGifts(market, buyer, market.pick(market.creators));
  if (market.chance(0.15)) payFriend(market, buyer, market.pick(market.buyers));
}

function giveGifts(market: WildMarket, from: Key, idol: Key): void {
  for (let i = 0; i < 5; i++) market.gift(from, idol, 1);
}

function payFriend(market: WildMarket, from: Key, friend: Key): void {
  if (friend === from) return;
  for (let i = 0; i < 3; i++) market.transfer(from, friend, market.between(0, END), market.between(5, 80));
}

/**
 * A small honest marketplace to plant things in: buyers and sellers with identifiers of their own, trading at random.
 * `Town` collects what a test adds; the order of adding never matters.
 */
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import {
  type EntityInput,
  type EventInput,
  type GraphInput,
  type Key,
  type LinkInput,
  toGraphColumns,
} from './graph-columns.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
export const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();
export const buyer = (id: string): Key => `Buyer:${id}`;
export const seller = (id: string): Key => `Seller:${id}`;
export const creator = (id: string): Key => `Creator:${id}`;

type Extra = Omit<EventInput, 'type' | 'id' | 'from' | 'to'>;

export class Town {
  readonly entities: EntityInput[] = [];
  readonly links: LinkInput[] = [];
  readonly events: EventInput[] = [];
  #events = 0;

  entity(key: Key, extra: Omit<EntityInput, 'key'> = {}): this {
    this.entities.push({ key, ...extra });
    return this;
  }

  link(type: LinkInput['type'], from: Key, to: Key, hours = 1000): this {
    this.links.push({ type, from, to, at: at(hours) });
    return this;
  }

  /** Every account holds the identifier. */
  share(type: LinkInput['type'], accounts: readonly Key[], to: Key, hours = 1000): this {
    for (const [i, account] of accounts.entries()) this.link(type, account, to, hours + i * 31);
    return this;
  }

  event(type: EventInput['type'], from: Key, to: Key, extra: Extra = {}): this {
    this.events.push({ type, id: `e${String(this.#events++).padStart(6, '0')}`, from, to, ...extra });
    return this;
  }

  order(from: Key, to: Key, hours: number, extra: Extra = {}): this {
    const orderId = `o${this.#events}`;
    return this.event('ORDER', from, to, { at: at(hours), amount: '25.50', currency: 'USD', orderId, ...extra });
  }

  get input(): GraphInput {
    return { entities: this.entities, links: this.links, events: this.events };
  }

  get columns(): GraphColumns {
    return toGraphColumns(this.input);
  }
}

/** An account with a device, card, address, IP address and phone of its own, known for years. */
export function settle(town: Town, account: Key, createdHours = -9000): Key {
  const name = account.replace(':', '-');
  town.entity(account, { createdAt: at(createdHours), market: 'GB' });
  town.link('USES_DEVICE', account, `Device:d-${name}`).link('SEEN_AT_IP', account, `IpAddress:i-${name}`);
  town.link('HAS_PHONE', account, `Phone:t-${name}`).link('HAS_ADDRESS', account, `Address:a-${name}`);
  if (account.startsWith('Buyer')) return town.link('PAYS_WITH', account, `PaymentInstrument:c-${name}`) && account;
  town
    .link('PAID_OUT_TO', account, `PayoutAccount:p-${name}`)
    .link('VERIFIED_BY', account, `IdentityDocument:k-${name}`);
  return account;
}

export function smallTown(buyers = 300, sellers = 30, seed = 1): Town {
  const town = new Town();
  const random = seeded(seed);
  for (let i = 0; i < buyers; i++) settle(town, buyer(`h${i}`), -9000 + random() * 9000);
  for (let i = 0; i < sellers; i++) settle(town, seller(`h${i}`), -9000 + random() * 6000);
  for (let i = 0; i < buyers * 4; i++) {
    const from = buyer(`h${Math.floor(random() * buyers)}`);
    const to = seller(`h${Math.floor(random() ** 2 * sellers)}`);
    town.order(from, to, random() * 2000);
    if (random() < 0.05) town.event('REFUND', from, to, { at: at(2100), amount: '25.50', currency: 'USD' });
  }
  return town;
}

/** Six accounts on one device and two cards who buy from one shop in step and get refunds. */
export function plantRing(town: Town, name = 'r', size = 6): Key[] {
  const ring = Array.from({ length: size }, (_, i) => settle(town, buyer(`${name}${i}`), -50 - i / 50));
  const shop = settle(town, seller(`${name}-shop`), -200);
  town
    .share('USES_DEVICE', [...ring, shop], `Device:${name}`, 5)
    .share('PAYS_WITH', ring, `PaymentInstrument:${name}`, 5);
  town.share('PAYS_WITH', ring.slice(1), `PaymentInstrument:${name}-2`, 5);
  for (const [i, one] of ring.entries()) {
    for (let t = 0; t < 4; t++) town.order(one, shop, 700 + t * 50 + i / 30, { amount: '99.99' });
  }
  return [...ring, shop];
}

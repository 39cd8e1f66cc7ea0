/** Money at stake, exact, by currency; different currencies are never added. */

import { compareText } from '../domain/compare-text.ts';
import { type Money, toDecimal } from '../domain/decimal.ts';
import { EVENT_STATUSES, EVENT_TYPE_LIST, type EventStatus, type EventType } from '../domain/ontology.ts';
import type { Exposure } from '../domain/ring.ts';
import type { GroupFacts } from './group-facts.ts';
import { accountEntity, type Marketplace } from './marketplace.ts';
import { inTypicalAmounts } from './typical-amounts.ts';

/** Sums of unscaled integers, each with its own number of decimal places. */
class Purse {
  readonly #sums = new Map<number, { unscaled: bigint; scale: number }>();

  add(currency: number, unscaled: bigint, scale: number): void {
    if (currency < 0 || unscaled === 0n) return;
    const sum = this.#sums.get(currency);
    if (!sum) {
      this.#sums.set(currency, { unscaled, scale });
      return;
    }
    // Nearly all amounts of a currency have one scale.
    const common = Math.max(sum.scale, scale);
    sum.unscaled = raised(sum.unscaled, common - sum.scale) + raised(unscaled, common - scale);
    sum.scale = common;
  }

  take(currencies: readonly string[]): Money[] {
    return [...this.#sums]
      .map(([currency, sum]) => ({ amount: toDecimal(sum), currency: currencies[currency] ?? 'XXX' }))
      .sort((a, b) => compareText(a.currency, b.currency));
  }
}

const raised = (value: bigint, places: number): bigint => (places === 0 ? value : value * 10n ** BigInt(places));

const LOST: ReadonlySet<EventType> = new Set(['REFUND', 'CHARGEBACK']);
const PENDING: ReadonlySet<EventStatus> = new Set(['pending', 'requested', 'frozen']);
const VOID: ReadonlySet<EventStatus> = new Set(['cancelled', 'failed', 'overturned']);

export function exposureOf(marketplace: Marketplace, facts: GroupFacts): Exposure {
  const { columns } = marketplace;
  const purses: Purses = { stillStoppable: new Purse(), alreadyLost: new Purse(), turnover: new Purse() };
  for (const account of facts.members) addBalances(marketplace, account, purses.stillStoppable);
  for (const event of facts.events) if (!isVoid(marketplace, event)) addEvent(marketplace, facts, event, purses);
  const stillStoppable = purses.stillStoppable.take(columns.currencies);
  const inOrders = inTypicalAmounts(stillStoppable, columns.currencies, marketplace.typicalAmounts);
  return {
    stillStoppable,
    alreadyLost: purses.alreadyLost.take(columns.currencies),
    turnover: purses.turnover.take(columns.currencies),
    inTypicalOrders: Math.round(inOrders * 100) / 100,
  };
}

type Purses = Readonly<Record<'stillStoppable' | 'alreadyLost' | 'turnover', Purse>>;

const statusOf = ({ columns }: Marketplace, event: number): EventStatus | undefined =>
  EVENT_STATUSES[columns.events.status[event] ?? 255];

function isVoid(marketplace: Marketplace, event: number): boolean {
  const status = statusOf(marketplace, event);
  return marketplace.columns.events.failed[event] === 1 || (status !== undefined && VOID.has(status));
}

function addEvent(marketplace: Marketplace, facts: GroupFacts, event: number, purses: Purses): void {
  const { events } = marketplace.columns;
  const currency = events.currency[event] ?? -1;
  const purse = purseFor(marketplace, facts, event, purses);
  purse?.add(currency, events.amount[event] ?? 0n, events.amountScale[event] ?? 0);
  if (!facts.memberSet.has(marketplace.activity.actor[event] ?? -1)) return;
  purses.alreadyLost.add(currency, events.discount[event] ?? 0n, events.discountScale[event] ?? 0);
}

function purseFor(marketplace: Marketplace, facts: GroupFacts, event: number, purses: Purses): Purse | null {
  const { activity, columns } = marketplace;
  const type = EVENT_TYPE_LIST[columns.events.type[event] ?? 0] ?? 'ORDER';
  const status = statusOf(marketplace, event);
  const pending = status !== undefined && PENDING.has(status);
  if (type === 'ORDER' || type === 'TRANSFER') return purses.turnover;
  if (type === 'COMMISSION' && facts.memberSet.has(activity.counterparty[event] ?? -1)) {
    return pending ? purses.stillStoppable : purses.alreadyLost;
  }
  if (LOST.has(type) && !pending && facts.memberSet.has(activity.actor[event] ?? -1)) return purses.alreadyLost;
  return null;
}

function addBalances(marketplace: Marketplace, account: number, purse: Purse): void {
  const { entities } = marketplace.columns;
  const entity = accountEntity(marketplace, account);
  const currency = entities.balanceCurrency[entity] ?? -1;
  const scale = entities.balanceScale[entity] ?? 0;
  purse.add(currency, entities.unsettled[entity] ?? 0n, scale);
  purse.add(currency, entities.reserved[entity] ?? 0n, scale);
}

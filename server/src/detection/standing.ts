/**
 * What an investigator asks of every member first: how long they have been here, how much they trade, how often it
 * came back, what can still be stopped, and earlier decisions. Counted from the columns, so up to the run's as-of;
 * by distinct orders, because exports have one row an order line; money exact.
 */
import { compareText } from '../domain/compare-text.ts';
import { addDecimals, type Decimal, type Money, toDecimal } from '../domain/decimal.ts';
import { EVENT_STATUSES, EVENT_TYPE_LIST, type EventStatus, type EventType } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { MemberStanding } from '../domain/ring.ts';
import { DAY_MS } from '../domain/time-point.ts';
import type { EntityColumns, EventColumns, GraphColumns } from './columns.ts';
import { findEntity } from './find-entity.ts';

const typeCode = (type: EventType): number => EVENT_TYPE_LIST.indexOf(type);
const ORDER = typeCode('ORDER');
const REFUND = typeCode('REFUND');
const CHARGEBACK = typeCode('CHARGEBACK');
const COMMISSION = typeCode('COMMISSION');
const ENFORCEMENT = typeCode('ENFORCEMENT');
const statusCodes = (...statuses: EventStatus[]): ReadonlySet<number> =>
  new Set(statuses.map((status) => EVENT_STATUSES.indexOf(status)));
/** An order, refund or chargeback that did not come about. */
const VOID = statusCodes('cancelled', 'failed');
const NOT_YET = statusCodes('requested');
/** Commission that has not left: it can still be stopped. */
const PENDING = statusCodes('pending', 'requested', 'frozen');
const OVERTURNED = EVENT_STATUSES.indexOf('overturned');

type Tally = {
  readonly orders: Set<number>;
  readonly refunded: Set<number>;
  readonly chargedBack: Set<number>;
  readonly turnover: Map<number, Decimal>;
  readonly stoppable: Map<number, Decimal>;
  enforcements: number;
  overturned: number;
};

/** One standing for each reference, in the order given. References must be in the columns. */
export function memberStandings(columns: GraphColumns, refs: readonly EntityRef[]): readonly MemberStanding[] {
  const positions = refs.map((ref) => positionOf(columns.entities, ref));
  const tallies = new Map<number, Tally>();
  for (const position of positions) tallies.set(position, newTally());
  for (const [position, tally] of tallies) addBalances(columns.entities, position, tally);
  for (let event = 0; event < columns.events.length; event++) countEvent(columns.events, event, tallies);
  return positions.map((position) => toStanding(columns, position, tallies.get(position) ?? newTally()));
}

const newTally = (): Tally => ({
  orders: new Set(),
  refunded: new Set(),
  chargedBack: new Set(),
  turnover: new Map(),
  stoppable: new Map(),
  enforcements: 0,
  overturned: 0,
});

function positionOf(entities: EntityColumns, ref: EntityRef): number {
  const position = findEntity(entities, ref);
  if (position < 0) throw new Error(`a ring member of kind ${ref.kind} is not in the columns it was found in`);
  return position;
}

function addBalances(entities: EntityColumns, position: number, tally: Tally): void {
  const currency = entities.balanceCurrency[position] ?? -1;
  const scale = entities.balanceScale[position] ?? 0;
  for (const unscaled of [entities.unsettled[position], entities.reserved[position]]) {
    addMoney(tally.stoppable, currency, { unscaled: unscaled ?? 0n, scale });
  }
}

function countEvent(events: EventColumns, event: number, tallies: ReadonlyMap<number, Tally>): void {
  const from = tallies.get(events.from[event] ?? -1);
  const to = tallies.get(events.to[event] ?? -1);
  if (from === undefined && to === undefined) return;
  const type = events.type[event];
  if (type === ENFORCEMENT && from !== undefined) countEnforcement(events, event, from);
  else if (type === COMMISSION && to !== undefined) countCommission(events, event, to);
  else {
    for (const tally of [from, to]) if (tally !== undefined) countDealing(events, event, tally);
  }
}

function countEnforcement(events: EventColumns, event: number, tally: Tally): void {
  tally.enforcements += 1;
  if (events.status[event] === OVERTURNED) tally.overturned += 1;
}

function countCommission(events: EventColumns, event: number, creator: Tally): void {
  if (PENDING.has(events.status[event] ?? 255))
    addMoney(creator.stoppable, currencyOf(events, event), amountOf(events, event));
}

function countDealing(events: EventColumns, event: number, tally: Tally): void {
  const status = events.status[event] ?? 255;
  if (VOID.has(status) || events.failed[event] === 1) return;
  const type = events.type[event];
  if (type === ORDER) {
    tally.orders.add(orderOf(events, event));
    addMoney(tally.turnover, currencyOf(events, event), amountOf(events, event));
  } else if (type === REFUND && !NOT_YET.has(status)) {
    tally.refunded.add(orderOf(events, event));
  } else if (type === CHARGEBACK) {
    tally.chargedBack.add(orderOf(events, event));
  }
}

/** The order the event belongs to; an event without one stands for itself (negative, so it meets no other). */
function orderOf(events: EventColumns, event: number): number {
  const order = events.order[event] ?? -1;
  return order >= 0 ? order : -1 - event;
}

const currencyOf = (events: EventColumns, event: number): number => events.currency[event] ?? -1;
const amountOf = (events: EventColumns, event: number): Amount => ({
  unscaled: events.amount[event] ?? 0n,
  scale: events.amountScale[event] ?? 0,
});

type Amount = { readonly unscaled: bigint; readonly scale: number };

function addMoney(sums: Map<number, Decimal>, currency: number, amount: Amount): void {
  if (currency < 0 || amount.unscaled === 0n) return;
  const sum = sums.get(currency);
  const decimal = toDecimal(amount);
  sums.set(currency, sum === undefined ? decimal : addDecimals(sum, decimal));
}

function toStanding(columns: GraphColumns, position: number, tally: Tally): MemberStanding {
  const orders = tally.orders.size;
  const rate = (part: ReadonlySet<number>): number | null =>
    orders === 0 ? null : Math.round(Math.min(1, part.size / orders) * 1e6) / 1e6;
  return {
    tenureDays: tenureDays(columns, position),
    orders,
    turnover: toMoney(tally.turnover, columns.currencies),
    refundRate: rate(tally.refunded),
    chargebackRate: rate(tally.chargedBack),
    stillStoppable: toMoney(tally.stoppable, columns.currencies),
    enforcements: tally.enforcements,
    overturned: tally.overturned,
  };
}

function tenureDays({ entities, asOf }: GraphColumns, position: number): number | null {
  const createdAt = entities.createdAt[position] ?? Number.NaN;
  if (asOf === null || Number.isNaN(createdAt)) return null;
  return Math.max(0, Math.floor((Math.floor(asOf / 4) - Math.floor(createdAt / 4)) / DAY_MS));
}

const toMoney = (sums: ReadonlyMap<number, Decimal>, currencies: readonly string[]): readonly Money[] =>
  [...sums]
    .map(([currency, amount]) => ({ amount, currency: currencies[currency] ?? 'XXX' }))
    .sort((a, b) => compareText(a.currency, b.currency));

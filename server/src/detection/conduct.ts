/**
 * What each account has done and what was done to it, counted once for the whole marketplace: the rates of a group
 * are judged against these. Orders count per order, never per order line.
 */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import { type Activity, eventCode } from './activity.ts';
import type { EventColumns, GraphColumns } from './columns.ts';

/** By event code, of the whole marketplace. */
export type ConductTotals = { readonly did: Float64Array; readonly failed: Float64Array };

export type Conduct = {
  /** Events of a type the account did. */
  readonly did: (type: EventType, account: number) => number;
  /** … that were refused or failed. */
  readonly failed: (type: EventType, account: number) => number;
  /** Events of a type done to the account, or to a thing of theirs. */
  readonly received: (type: EventType, account: number) => number;
  readonly total: (type: EventType) => number;
  readonly totalFailed: (type: EventType) => number;
  readonly totals: ConductTotals;
};

type Read = { readonly columns: GraphColumns; readonly activity: Activity; readonly accountCount: number };

export function readConduct({ columns, activity, accountCount }: Read, held?: ConductTotals): Conduct {
  const { events } = columns;
  const did = new Tally(accountCount);
  const failed = new Tally(accountCount);
  const received = new Tally(accountCount);
  const order = eventCode('ORDER');
  const isFurtherLine = createLineTest(events);
  for (let e = 0; e < events.length; e++) {
    const type = events.type[e] ?? 0;
    if (type === order && isFurtherLine(e)) continue;
    const tally = events.failed[e] === 1 ? failed : did;
    tally.add(type, activity.actor[e] ?? -1);
    if (events.failed[e] !== 1) received.add(type, activity.counterparty[e] ?? -1);
  }
  const totals = held ?? { did: did.totals, failed: failed.totals };
  return {
    did: (type, account) => did.of(eventCode(type), account),
    failed: (type, account) => failed.of(eventCode(type), account),
    received: (type, account) => received.of(eventCode(type), account),
    total: (type) => totals.did[eventCode(type)] ?? 0,
    totalFailed: (type) => totals.failed[eventCode(type)] ?? 0,
    totals,
  };
}

/** Whether another line of the order, failed or not like this one, came before: each event once, in their order. */
function createLineTest({ length, order, failed }: EventColumns): (event: number) => boolean {
  let orders = 0;
  for (let e = 0; e < length; e++) orders = Math.max(orders, (order[e] ?? -1) + 1);
  const seen = new Uint8Array(orders * 2);
  return (e) => {
    const orderId = order[e] ?? -1;
    if (orderId < 0) return false;
    const line = orderId * 2 + (failed[e] ?? 0);
    if (seen[line] === 1) return true;
    seen[line] = 1;
    return false;
  };
}

class Tally {
  readonly #size: number;
  readonly #counts: (Int32Array | undefined)[] = EVENT_TYPE_LIST.map(() => undefined);
  readonly totals = new Float64Array(EVENT_TYPE_LIST.length);

  constructor(size: number) {
    this.#size = size;
  }

  add(type: number, account: number): void {
    if (account < 0) return;
    this.totals[type] = (this.totals[type] ?? 0) + 1;
    let counts = this.#counts[type];
    if (!counts) {
      counts = new Int32Array(this.#size);
      this.#counts[type] = counts;
    }
    counts[account] = (counts[account] ?? 0) + 1;
  }

  of = (type: number, account: number): number => this.#counts[type]?.[account] ?? 0;
}

/**
 * Money that comes back to where it started: payments a₁ → a₂ → … → a₁ through three to five accounts, in time
 * order, within a few days, each hop passing on most of the last (pattern set of AMLworld, arXiv 2306.16424).
 */
import type { EventType } from '../../domain/ontology.ts';
import { type Activity, eventCode } from '../activity.ts';
import type { GraphColumns } from '../columns.ts';
import type { DetectionParameters } from '../parameters.ts';

const HOUR = 3_600_000 * 4;
const LONGEST = 5;
/** Search steps for one first payment: a guard against accounts that pay thousands a day. */
const MOST_STEPS = 2000;
const LEAST_PASSED_ON = 0.7;

export type MoneyCycle = { readonly accounts: readonly number[]; readonly events: readonly number[] };

/** Who pays whom, by type: a refund runs against the direction of its event. */
const PAYS: Readonly<Partial<Record<EventType, 'forward' | 'backward'>>> = {
  TRANSFER: 'forward',
  GIFT: 'forward',
  ORDER: 'forward',
  COMMISSION: 'forward',
  REFUND: 'backward',
};

type Flow = {
  readonly offsets: Int32Array;
  readonly payee: Int32Array;
  readonly event: Int32Array;
  readonly at: Float64Array;
  readonly amount: Float64Array;
  readonly currency: Int16Array;
};

export function findMoneyCycles(
  columns: GraphColumns,
  activity: Activity,
  accountCount: number,
  parameters: DetectionParameters,
): MoneyCycle[] {
  const flow = readFlow(columns, activity, accountCount);
  const span = parameters.cycleHours * HOUR;
  const cycles: MoneyCycle[] = [];
  for (let start = 0; start < accountCount; start++) {
    for (let i = flow.offsets[start] ?? 0; i < (flow.offsets[start + 1] ?? 0); i++) {
      const found = cycleFrom(flow, start, i, span);
      if (found) cycles.push(found);
    }
  }
  return cycles;
}

function cycleFrom(flow: Flow, start: number, first: number, span: number): MoneyCycle | null {
  const deadline = (flow.at[first] ?? 0) + span;
  const accounts = [start];
  const hops = [first];
  let steps = 0;
  const extend = (): boolean => {
    const last = hops.at(-1) ?? 0;
    const payer = flow.payee[last] ?? 0;
    if (payer === start) return accounts.length >= 3;
    if (accounts.includes(payer) || accounts.length === LONGEST) return false;
    accounts.push(payer);
    for (let i = firstFrom(flow, payer, flow.at[last] ?? 0); i < (flow.offsets[payer + 1] ?? 0); i++) {
      if ((flow.at[i] ?? 0) > deadline || ++steps > MOST_STEPS) break;
      if (!passesOn(flow, last, i)) continue;
      hops.push(i);
      if (extend()) return true;
      hops.pop();
    }
    accounts.pop();
    return false;
  };
  if (!extend()) return null;
  return { accounts, events: hops.map((hop) => flow.event[hop] ?? 0) };
}

function passesOn(flow: Flow, last: number, next: number): boolean {
  const before = flow.amount[last] ?? 0;
  const after = flow.amount[next] ?? 0;
  const same = flow.currency[last] === flow.currency[next];
  return same && after >= LEAST_PASSED_ON * before && after * LEAST_PASSED_ON <= before;
}

function firstFrom(flow: Flow, account: number, at: number): number {
  let low = flow.offsets[account] ?? 0;
  let high = flow.offsets[account + 1] ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((flow.at[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function readFlow(columns: GraphColumns, activity: Activity, accountCount: number): Flow {
  const { events } = columns;
  const direction = new Map(Object.entries(PAYS).map(([type, way]) => [eventCode(type as EventType), way]));
  const chosen: number[] = [];
  for (let e = 0; e < events.length; e++) {
    if (!direction.has(events.type[e] ?? 0) || events.failed[e] === 1 || Number.isNaN(events.at[e])) continue;
    if ((activity.actor[e] ?? -1) < 0 || (activity.counterparty[e] ?? -1) < 0) continue;
    if (events.amount[e] !== 0n) chosen.push(e);
  }
  const forward = (e: number): boolean => direction.get(events.type[e] ?? 0) === 'forward';
  const payer = (e: number): number => (forward(e) ? activity.actor[e] : activity.counterparty[e]) ?? 0;
  const payee = (e: number): number => (forward(e) ? activity.counterparty[e] : activity.actor[e]) ?? 0;
  chosen.sort((a, b) => payer(a) - payer(b) || (events.at[a] ?? 0) - (events.at[b] ?? 0) || a - b);
  const offsets = new Int32Array(accountCount + 1);
  for (const e of chosen) offsets[payer(e) + 1] = (offsets[payer(e) + 1] ?? 0) + 1;
  for (let a = 0; a < accountCount; a++) offsets[a + 1] = (offsets[a + 1] ?? 0) + (offsets[a] ?? 0);
  return {
    offsets,
    payee: Int32Array.from(chosen, payee),
    event: Int32Array.from(chosen),
    at: Float64Array.from(chosen, (e) => events.at[e] ?? 0),
    amount: Float64Array.from(chosen, (e) => Number(events.amount[e] ?? 0n) / 10 ** (events.amountScale[e] ?? 0)),
    currency: Int16Array.from(chosen, (e) => events.currency[e] ?? -1),
  };
}

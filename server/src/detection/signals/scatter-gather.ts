/**
 * Money that is spread and gathered: one account pays several hands, each of which passes the sum on, but for a fee, to the
 * same other account within a few days (scatter–gather of AMLworld, arXiv 2306.16424; T17). One hand is a friend who pays
 * for two; that three do so at once has to be arranged.
 */
import type { DetectionParameters } from '../parameters.ts';
import type { AmountsByCurrency } from '../typical-amounts.ts';
import {
  firstFrom,
  type MoneyPattern,
  type Payments,
  type PaymentsInput,
  passesOn,
  readTransfers,
} from './payments.ts';

const HOUR = 3_600_000 * 4;
const LEAST_HANDS = 3;
/** Payments looked at behind one: a guard against accounts that pay thousands a day. */
const MOST_STEPS = 200;

/** A payment to a hand, and the one it passes on. */
type Relay = { readonly hand: number; readonly given: number; readonly passed: number };

/** `floors`: from which sum on payments count. */
export function findScatterGathers(
  input: PaymentsInput,
  { cycleHours }: Pick<DetectionParameters, 'cycleHours'>,
  floors: AmountsByCurrency,
): readonly MoneyPattern[] {
  const payments = readTransfers(input, floors);
  const found: MoneyPattern[] = [];
  for (let source = 0; source < input.accountCount; source++) {
    const [first, last] = [payments.offsets[source] ?? 0, payments.offsets[source + 1] ?? 0];
    if (last - first < LEAST_HANDS) continue;
    const span = cycleHours * HOUR;
    for (const [sink, all] of relaysFrom(payments, source, span)) {
      if (all.length < LEAST_HANDS) continue;
      const relays = all.filter(({ hand }) => !pays(payments, hand, source) && !pays(payments, sink, hand));
      for (const own of gathered(payments, relays, span)) found.push(toPattern(payments, { source, sink }, own));
    }
  }
  return found;
}

/** By who gathers, each in the order of what was given. */
function relaysFrom(payments: Payments, source: number, span: number): ReadonlyMap<number, readonly Relay[]> {
  const bySink = new Map<number, Relay[]>();
  const { offsets } = payments;
  for (let given = offsets[source] ?? 0; given < (offsets[source + 1] ?? 0); given++) {
    for (const [sink, passed] of passedOn(payments, given, span)) {
      const hand = payments.payee[given] ?? 0;
      if (sink === source) continue;
      const relays = bySink.get(sink);
      if (relays) relays.push({ hand, given, passed });
      else bySink.set(sink, [{ hand, given, passed }]);
    }
  }
  return bySink;
}

/** Whom the hand pays about what it was given, each with the first such payment. */
function passedOn(payments: Payments, given: number, span: number): ReadonlyMap<number, number> {
  const { offsets, payee, at } = payments;
  const hand = payee[given] ?? 0;
  const from = at[given] ?? 0;
  const begin = firstFrom(payments, hand, from);
  const end = Math.min(offsets[hand + 1] ?? 0, begin + MOST_STEPS);
  const found = new Map<number, number>();
  for (let passed = begin; passed < end && (at[passed] ?? 0) <= from + span; passed++) {
    const sink = payee[passed] ?? 0;
    if (passed !== given && !found.has(sink) && passesOn(payments, given, passed)) found.set(sink, passed);
  }
  return found;
}

/** Friends pay each other both ways; who hands money on for somebody does not. */
function pays({ offsets, payee }: Payments, from: number, to: number): boolean {
  return payee.subarray(offsets[from] ?? 0, offsets[from + 1] ?? 0).includes(to);
}

/** Runs of them, each within the span and over several hands. */
function* gathered(payments: Payments, relays: readonly Relay[], span: number): Generator<readonly Relay[]> {
  for (let first = 0; first <= relays.length - LEAST_HANDS; ) {
    const own = runFrom(payments, relays, first, span);
    const isSpread = new Set(own.map(({ hand }) => hand)).size >= LEAST_HANDS;
    if (isSpread) yield own;
    first += isSpread ? own.length : 1;
  }
}

/** What was given stands in time order: past the span nothing more is of this run. */
function runFrom({ at }: Payments, relays: readonly Relay[], first: number, span: number): Relay[] {
  const until = (at[relays[first]?.given ?? 0] ?? 0) + span;
  const own: Relay[] = [];
  for (let i = first; i < relays.length; i++) {
    const relay = relays[i];
    if (!relay || (at[relay.given] ?? 0) > until) break;
    if ((at[relay.passed] ?? 0) <= until) own.push(relay);
  }
  return own;
}

type Ends = { readonly source: number; readonly sink: number };

function toPattern({ event }: Payments, { source, sink }: Ends, own: readonly Relay[]): MoneyPattern {
  const hands = [...new Set(own.map(({ hand }) => hand))].sort((a, b) => a - b);
  return {
    shape: 'scatterGather',
    accounts: [source, ...hands, sink],
    hops: hands.flatMap((hand) => [[source, hand] as const, [hand, sink] as const]),
    events: own.flatMap(({ given, passed }) => [event[given] ?? 0, event[passed] ?? 0]),
  };
}

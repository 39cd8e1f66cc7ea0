/**
 * Money that comes back to where it started: payments a₁ → a₂ → … → a₁ through three to five accounts, in time
 * order, within a few days, each hop passing on the sum but for a fee (pattern set of AMLworld, arXiv 2306.16424).
 */
import type { DetectionParameters } from '../parameters.ts';
import type { AmountsByCurrency } from '../typical-amounts.ts';
import { firstFrom, type MoneyPattern, type Payments, type PaymentsInput, passesOn, readPayments } from './payments.ts';

const HOUR = 3_600_000 * 4;
const LONGEST = 5;
/** Search steps for one first payment: a guard against accounts that pay thousands a day. */
const MOST_STEPS = 2000;
export type MoneyCycles = { readonly cycles: readonly MoneyPattern[]; readonly largeFrom: AmountsByCurrency };

/** `held`: from which sum on an earlier run called payments large. */
export function findMoneyCycles(
  input: PaymentsInput,
  parameters: Pick<DetectionParameters, 'cycleHours'>,
  held?: AmountsByCurrency,
): MoneyCycles {
  const payments = readPayments(input, held);
  const { accountCount } = input;
  const span = parameters.cycleHours * HOUR;
  const cycles: MoneyPattern[] = [];
  for (let start = 0; start < accountCount; start++) {
    for (let first = payments.offsets[start] ?? 0; first < (payments.offsets[start + 1] ?? 0); first++) {
      const found = new Search(payments, start, first, span).run();
      if (found) cycles.push(found);
    }
  }
  return { cycles, largeFrom: payments.largeFrom };
}

/** Depth-first, in time order, from one first payment; the first way back is enough. */
class Search {
  readonly #payments: Payments;
  readonly #accounts: number[];
  readonly #hops: number[];
  readonly #deadline: number;
  #steps = 0;

  constructor(payments: Payments, start: number, first: number, span: number) {
    this.#payments = payments;
    this.#accounts = [start];
    this.#hops = [first];
    this.#deadline = (payments.at[first] ?? 0) + span;
  }

  run(): MoneyPattern | null {
    if (!this.#extend()) return null;
    const accounts = this.#accounts;
    return {
      shape: 'cycle',
      accounts,
      hops: accounts.map((account, i) => [account, accounts[(i + 1) % accounts.length] ?? account] as const),
      events: this.#hops.map((hop) => this.#payments.event[hop] ?? 0),
    };
  }

  #extend(): boolean {
    const last = this.#hops.at(-1) ?? 0;
    const holder = this.#payments.payee[last] ?? 0;
    if (holder === this.#accounts[0]) return this.#accounts.length >= 3;
    if (this.#accounts.includes(holder) || this.#accounts.length === LONGEST) return false;
    this.#accounts.push(holder);
    if (this.#passOn(holder, last)) return true;
    this.#accounts.pop();
    return false;
  }

  #passOn(holder: number, last: number): boolean {
    const { at, offsets } = this.#payments;
    for (let i = firstFrom(this.#payments, holder, at[last] ?? 0); i < (offsets[holder + 1] ?? 0); i++) {
      if ((at[i] ?? 0) > this.#deadline || ++this.#steps > MOST_STEPS) return false;
      if (!passesOn(this.#payments, last, i)) continue;
      this.#hops.push(i);
      if (this.#extend()) return true;
      this.#hops.pop();
    }
    return false;
  }
}

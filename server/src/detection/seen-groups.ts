/** Groups seen so far: communities of several resolutions are often cut down to one and the same core. */
import type { Group } from './candidates.ts';
import { NodeGroups } from './graph/node-groups.ts';

/** Between the accounts of the core, the associates and the counterparties. */
const BORDER = -1;

export class SeenGroups {
  readonly #groups = new NodeGroups();
  /** First account of the core → the newest group that begins with it; group → the one before it that does. */
  readonly #newest = new Map<number, number>();
  readonly #before: number[] = [];

  /** The number of the first group with these accounts in these parts, whatever its outskirts; this one's if there was none. */
  numberOf({ core, associates, counterparties }: Group): number {
    const accounts = [...core, BORDER, ...associates, BORDER, ...counterparties];
    const first = accounts[0] ?? BORDER;
    const newest = this.#newest.get(first) ?? -1;
    for (let group = newest; group >= 0; group = this.#before[group] ?? -1) {
      if (this.#groups.equals(group, accounts)) return group;
    }
    const own = this.#groups.length;
    this.#groups.add(accounts);
    this.#before.push(newest);
    this.#newest.set(first, own);
    return own;
  }

  get count(): number {
    return this.#groups.length;
  }
}

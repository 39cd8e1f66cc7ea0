/** Some accounts out of many, each once: asked for by account, gone through one after the other. */
import type { Buckets } from '../graph/csr.ts';
import type { Population } from '../population.ts';

export class MarkedAccounts {
  /** Account → 1. */
  readonly of: Uint8Array;
  /** In the order in which they came. */
  readonly all: number[];

  constructor(accountCount: number) {
    this.of = new Uint8Array(accountCount);
    this.all = [];
  }

  add(account: number): void {
    if (this.of[account] === 1) return;
    this.of[account] = 1;
    this.all.push(account);
  }

  addAll(accounts: Iterable<number>): void {
    for (const account of accounts) this.add(account);
  }

  has(account: number): boolean {
    return this.of[account] === 1;
  }

  /** Who is in one of these communities, or in one of an account that is marked. */
  addCommunities({ of: communityOf, members }: Communities, more: Iterable<number> = []): void {
    const wanted = new Set(more);
    for (const account of this.all) wanted.add(communityOf[account] ?? -1);
    for (const community of wanted) this.addAll(membersOf(members, community));
  }

  /** All accounts of a person of whom one is marked. */
  addPersons({ personOf, personOffsets, personAccounts, personCount, accountCount }: Population): void {
    if (personCount === accountCount) return;
    for (const account of [...this.all]) {
      const person = personOf[account] ?? 0;
      this.addAll(personAccounts.subarray(personOffsets[person] ?? 0, personOffsets[person + 1] ?? 0));
    }
  }
}

/** `of`: account → its community, −1 for none. `members`: community → accounts. */
export type Communities = { readonly of: Int32Array; readonly members: Buckets };

/** Nobody for −1. */
export const membersOf = ({ offsets, items }: Buckets, community: number): Int32Array =>
  community < 0 ? NOBODY : items.subarray(offsets[community] ?? 0, offsets[community + 1] ?? 0);

const NOBODY = new Int32Array();

/** How many accounts hold each identifier of a kind, counted once for each state of the store. */
import type { EntityKind } from '../../domain/ontology.ts';
import { countAccountsPerIdentifier } from './read-entities.ts';
import type { StatementCache } from './sql.ts';

export class AccountCounts {
  readonly #known = new Map<EntityKind, { readonly changeNumber: number; readonly counts: readonly number[] }>();

  of(prepare: StatementCache, kind: EntityKind, changeNumber: number): readonly number[] {
    const known = this.#known.get(kind);
    if (known?.changeNumber === changeNumber) return known.counts;
    const counts = countAccountsPerIdentifier(prepare, kind);
    this.#known.set(kind, { changeNumber, counts });
    return counts;
  }
}

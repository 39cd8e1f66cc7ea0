/**
 * Keeps the observed part of links what the merged events make it. New events only add, so their sightings are summed
 * and added. Where an event was corrected, removed or moved, the links it touched are computed afresh from all events.
 */
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { KeyList, orderByKey } from './key-order.ts';
import { isLive, parseObserved } from './link-rows.ts';
import { createLinkFinder, LinkInserter, type LinkKey, type NewLink, withColumns } from './link-table.ts';
import { observeAgain } from './observe-again.ts';
import { type EventShape, forEachObserved } from './observed-keys.ts';
import { type Sightings, sum } from './sightings.ts';
import type { SqlRow, SqlValue } from './sql.ts';
import type { WriteContext } from './write-context.ts';

const OBSERVED_COLUMNS = ['observed_count', 'observed_first', 'observed_span'] as const;

type ObservedDraft = NewLink & { readonly seen: Sightings };

export class ObservedWriter {
  readonly #context: WriteContext;
  readonly #inserter: LinkInserter<ObservedDraft>;
  readonly #find;
  readonly #update;
  readonly #remove;
  readonly #removeReverse;
  readonly #keys = new KeyList();
  #times: (number | null)[] = [];
  #stale = new Map<string, LinkKey>();

  constructor(context: WriteContext) {
    const { prepare } = context;
    this.#context = context;
    this.#inserter = new LinkInserter(context, {
      columns: OBSERVED_COLUMNS,
      seldom: 0,
      pushValues: ({ seen }, flat) => flat.push(...toValues(seen)),
      mergeInto: (draft, row) => this.#addTo(draft, row),
    });
    this.#find = createLinkFinder(prepare);
    const assignments = OBSERVED_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#update = prepare(`UPDATE link SET stamp = ?, ${assignments} WHERE a = ? AND b = ? AND type = ?`);
    this.#remove = prepare('DELETE FROM link WHERE a = ? AND b = ? AND type = ?');
    this.#removeReverse = prepare('DELETE FROM link_reverse WHERE a = ? AND b = ? AND type = ?');
  }

  /** A new event that observes. */
  add(event: EventShape, at: number | null): void {
    forEachObserved(event, (a, b, type) => {
      this.#keys.push(a, b, type);
      this.#times.push(at);
    });
  }

  /** Called for an event as it was and as it is now. */
  markStale(event: EventShape): void {
    forEachObserved(event, (a, b, type) => this.#stale.set(`${a} ${b} ${type}`, { a, b, type }));
  }

  /** After the batch's events are in the table. */
  flush(): void {
    this.#context.state.stamp++;
    this.#addSightings();
    this.#keys.clear();
    this.#times = [];
    const stale = [...this.#stale.values()];
    this.#stale = new Map();
    for (const key of stale) this.#set(key, observeAgain(this.#context.prepare, key));
  }

  #addSightings(): void {
    const { first, second, type } = this.#keys.keys;
    let draft: { a: number; b: number; type: number; seen: Sightings } | null = null;
    for (const position of orderByKey(this.#keys.keys)) {
      const at = this.#times[position] ?? null;
      const next = { a: first[position] ?? 0, b: second[position] ?? 0, type: type[position] ?? 0 };
      const seen = { count: 1, first: at, last: at };
      if (draft && draft.a === next.a && draft.b === next.b && draft.type === next.type) {
        draft.seen = sum(draft.seen, seen);
        continue;
      }
      if (draft) this.#insert(draft, draft.seen);
      draft = { ...next, seen };
    }
    if (draft) this.#insert(draft, draft.seen);
    this.#inserter.flush();
  }

  #insert({ a, b, type }: LinkKey, seen: Sightings): void {
    // What will be computed afresh must not be added to first.
    if (this.#stale.has(`${a} ${b} ${type}`)) return;
    this.#inserter.add({ a, b, type, seen, isLive: true });
  }

  #addTo(draft: ObservedDraft, row: SqlRow): void {
    const held = parseObserved(row);
    const seen = held ? sum({ count: held.count, first: held.firstSeen, last: held.lastSeen }, draft.seen) : draft.seen;
    this.#replace(draft, row, seen);
  }

  #set(key: LinkKey, seen: Sightings): void {
    const row = this.#find([key.a, key.b, key.type])[0];
    if (row === undefined) {
      if (seen.count === 0) return;
      this.#inserter.add({ ...key, seen, isLive: true });
      this.#inserter.flush();
    } else if (seen.count === 0 && row[4] === null) {
      this.#delete(key, row);
    } else {
      this.#replace(key, row, seen);
    }
  }

  #replace({ a, b, type }: LinkKey, row: SqlRow, seen: Sightings): void {
    const values = toValues(seen);
    this.#update.run(this.#context.state.stamp, ...values, a, b, type);
    const isLiveNow = isLive(withColumns(row, OBSERVED_COLUMNS, values));
    this.#context.degrees.addLink(a, b, Number(isLiveNow) - Number(isLive(row)));
  }

  #delete({ a, b, type }: LinkKey, row: SqlRow): void {
    this.#remove.run(a, b, type);
    this.#removeReverse.run(a, b, type);
    if (type < LINK_TYPE_LIST.length) this.#context.state.links--;
    if (isLive(row)) this.#context.degrees.addLink(a, b, -1);
  }
}

const toValues = ({ count, first, last }: Sightings): readonly SqlValue[] =>
  count === 0 ? [null, null, null] : [count, first, first === null || last === null ? null : last - first];

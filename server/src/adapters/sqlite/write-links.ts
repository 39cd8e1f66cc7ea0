/** Merges link rows: the stated part of links. */

import { isRemoved } from '../../domain/merge-observed.ts';
import { mergeStated, type StatedLink, statedLink } from '../../domain/merge-record.ts';
import type { LinkRecord } from '../../domain/records.ts';
import { drawnTypeCode } from './codes.ts';
import { KeyList, orderByKey } from './key-order.ts';
import { isLive, parseStated, removedAtOf, STATED_COLUMNS, statedValues } from './link-rows.ts';
import { LinkInserter, type NewLink, withColumns } from './link-table.ts';
import type { SqlRow } from './sql.ts';
import { addDegrees, newTally, type Tally, type WriteContext } from './write-context.ts';
import { count, type EntityWriter } from './write-entities.ts';

type StatedDraft = NewLink & { readonly stated: StatedLink };

export class LinkWriter {
  readonly #context: WriteContext;
  readonly #entities: EntityWriter;
  readonly #inserter: LinkInserter<StatedDraft>;
  readonly #update;
  #tally: Tally = newTally();
  /** Drafts of this pass whose row was there before. */
  #merged = 0;

  constructor(context: WriteContext, entities: EntityWriter) {
    this.#context = context;
    this.#entities = entities;
    this.#inserter = new LinkInserter(context, STATED_COLUMNS, (draft, row) => this.#mergeInto(draft, row));
    const assignments = STATED_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#update = context.prepare(`UPDATE link SET stamp = ?, ${assignments} WHERE a = ? AND b = ? AND type = ?`);
  }

  write(records: readonly LinkRecord[]): Tally {
    this.#tally = newTally();
    this.#merged = 0;
    this.#context.state.stamp++;
    const keys = this.#resolve(records);
    let pending: StatedDraft | null = null;
    let drafts = 0;
    for (const position of orderByKey(keys.keys)) {
      const record = records[position];
      if (!record) continue;
      const draft = this.#toDraft(keys, position, statedLink(record));
      if (pending && sameKey(pending, draft)) {
        pending = this.#join(pending, draft);
        continue;
      }
      if (pending) this.#inserter.add(pending);
      pending = draft;
      drafts++;
    }
    if (pending) this.#inserter.add(pending);
    this.#inserter.flush();
    this.#tally.created += drafts - this.#merged;
    return this.#tally;
  }

  #resolve(records: readonly LinkRecord[]): KeyList {
    for (const { from, to } of records) {
      this.#entities.idOrNote(from);
      this.#entities.idOrNote(to);
    }
    this.#entities.createNoted();
    const keys = new KeyList();
    for (const { from, to, type } of records) {
      keys.push(this.#entities.idOf(from), this.#entities.idOf(to), drawnTypeCode(type));
    }
    return keys;
  }

  #toDraft(list: KeyList, position: number, stated: StatedLink): StatedDraft {
    const { first, second, type } = list.keys;
    const key = { a: first[position] ?? 0, b: second[position] ?? 0, type: type[position] ?? 0 };
    return this.#withStated(key, stated);
  }

  #withStated({ a, b, type }: { a: number; b: number; type: number }, stated: StatedLink): StatedDraft {
    const values = statedValues(stated, this.#context.sources);
    const isLive = !isRemoved(removedAtOf(stated.fields), stated.lastSeen);
    return { a, b, type, stated, values, isLive };
  }

  #join(held: StatedDraft, next: StatedDraft): StatedDraft {
    const result = mergeStated(held.stated, next.stated);
    count(this.#tally, result);
    return result.changed ? this.#withStated(held, result.value) : held;
  }

  #mergeInto(draft: StatedDraft, row: SqlRow): void {
    this.#merged++;
    const { sources, state, degrees } = this.#context;
    const held = parseStated(row, sources);
    const result = held ? mergeStated(held, draft.stated) : { value: draft.stated, changed: true, conflict: false };
    count(this.#tally, result);
    if (!result.changed) return;
    const values = statedValues(result.value, sources);
    const { a, b, type } = draft;
    this.#update.run(state.stamp, ...values, a, b, type);
    const difference = Number(isLive(withColumns(row, STATED_COLUMNS, values))) - Number(isLive(row));
    if (difference !== 0) addDegrees(degrees, a, b, difference);
  }
}

const sameKey = (x: NewLink, y: NewLink): boolean => x.a === y.a && x.b === y.b && x.type === y.type;

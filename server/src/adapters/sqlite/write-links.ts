/** Merges link rows: the stated part of links. */
import { isRemoved } from '../../domain/merge-observed.ts';
import { mergeStated, type StatedLink, statedLink } from '../../domain/merge-record.ts';
import type { LinkRecord } from '../../domain/records.ts';
import { orderByKey } from './key-order.ts';
import { isLive, parseStated, removedAtOf, SELDOM_STATED, STATED_COLUMNS, statedValues } from './link-rows.ts';
import { LinkInserter, type NewLink, withColumns } from './link-table.ts';
import type { SqlRow, SqlValue } from './sql.ts';
import { StatedBatch } from './stated-batch.ts';
import { newTally, type Tally, type WriteContext } from './write-context.ts';
import { count, type EntityWriter } from './write-entities.ts';

/** One link of a pass; `merged` where several rows of it were joined, else its row stands at `position`. */
type StatedDraft = NewLink & { readonly position: number; readonly merged: StatedLink | null };

export class LinkWriter {
  readonly #context: WriteContext;
  readonly #entities: EntityWriter;
  readonly #inserter: LinkInserter<StatedDraft>;
  readonly #update;
  #records: readonly LinkRecord[] = [];
  readonly #batch = new StatedBatch();
  #tally: Tally = newTally();
  /** Drafts of this pass whose row was there before. */
  #held = 0;

  constructor(context: WriteContext, entities: EntityWriter) {
    this.#context = context;
    this.#entities = entities;
    this.#inserter = new LinkInserter(context, {
      columns: STATED_COLUMNS,
      seldom: SELDOM_STATED,
      pushValues: (draft, flat) => this.#pushValues(draft, flat),
      mergeInto: (draft, row) => this.#mergeInto(draft, row),
    });
    const assignments = STATED_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#update = context.prepare(`UPDATE link SET stamp = ?, ${assignments} WHERE a = ? AND b = ? AND type = ?`);
  }

  write(records: readonly LinkRecord[]): Tally {
    this.#tally = newTally();
    this.#held = 0;
    this.#context.state.stamp++;
    this.#records = records;
    const batch = this.#batch;
    batch.load(records, this.#entities, this.#context.sources);
    const order = orderByKey(batch.keys);
    let drafts = 0;
    for (let start = 0; start < order.length; drafts++) {
      const end = endOfRun(batch, order, start);
      this.#inserter.add(this.#draft(batch, order, start, end));
      start = end;
    }
    this.#inserter.flush();
    this.#records = [];
    this.#tally.created += drafts - this.#held;
    return this.#tally;
  }

  /** Of the rows at `order[start]` to before `order[end]`, which are of one link. */
  #draft(batch: StatedBatch, order: Uint32Array, start: number, end: number): StatedDraft {
    const position = order[start] ?? 0;
    const merged = end - start === 1 ? null : this.#join(order.subarray(start, end));
    return {
      a: batch.keys.first[position] ?? 0,
      b: batch.keys.second[position] ?? 0,
      type: batch.keys.type[position] ?? 0,
      isLive: merged ? !isRemoved(removedAtOf(merged.fields), merged.lastSeen) : batch.isLive(position),
      position,
      merged,
    };
  }

  #join(positions: Uint32Array): StatedLink {
    let stated = this.#statedAt(positions[0] ?? 0);
    for (const position of positions.subarray(1)) {
      const result = mergeStated(stated, this.#statedAt(position));
      count(this.#tally, result);
      stated = result.value;
    }
    return stated;
  }

  #statedAt(position: number): StatedLink {
    const record = this.#records[position];
    if (!record) throw new Error(`no record ${position} in the batch`);
    return statedLink(record);
  }

  #pushValues({ merged, position }: StatedDraft, flat: SqlValue[]): void {
    if (merged) flat.push(...statedValues(merged, this.#context.sources));
    else this.#batch.pushValues(position, flat);
  }

  #mergeInto(draft: StatedDraft, row: SqlRow): void {
    this.#held++;
    const { sources, state, degrees } = this.#context;
    const held = parseStated(row, sources);
    const stated = draft.merged ?? this.#statedAt(draft.position);
    const result = held ? mergeStated(held, stated) : { value: stated, changed: true, conflict: false };
    count(this.#tally, result);
    if (!result.changed) return;
    const values = statedValues(result.value, sources);
    const { a, b, type } = draft;
    this.#update.run(state.stamp, ...values, a, b, type);
    degrees.addLink(a, b, Number(isLive(withColumns(row, STATED_COLUMNS, values))) - Number(isLive(row)));
  }
}

/** The rows of one link stand side by side in the order. */
function endOfRun({ keys: { first, second, type } }: StatedBatch, order: Uint32Array, start: number): number {
  const position = order[start] ?? 0;
  let end = start + 1;
  for (; end < order.length; end++) {
    const other = order[end] ?? 0;
    if (first[other] !== first[position] || second[other] !== second[position] || type[other] !== type[position]) break;
  }
  return end;
}

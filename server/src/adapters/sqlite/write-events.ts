/** Merges event rows, and hands what they observe to the links. */
import { isFailed, isRemoved } from '../../domain/merge-observed.ts';
import { eventRow, type Merged, mergeRows } from '../../domain/merge-record.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef, EventRecord } from '../../domain/records.ts';
import { eventTypeCode, kindCode } from './codes.ts';
import { EventEntityWriter } from './event-entities.ts';
import {
  EVENT_ENTITY_JOINS,
  EVENT_READ_COLUMNS,
  EVENT_WRITE_COLUMNS,
  endsOf,
  eventValues,
  parseMergedEvent,
  referenceOf,
} from './event-rows.ts';
import type { EventShape } from './observed-keys.ts';
import { createBulkRead, createBulkWrite, ROWS_PER_STATEMENT, type SqlValue, toNumber, toRow, toText } from './sql.ts';
import { fieldValue } from './versions.ts';
import { newTally, type Tally, type WriteContext } from './write-context.ts';
import { count, type EntityWriter } from './write-entities.ts';
import type { ObservedWriter } from './write-observed.ts';

/** So many events at once observe at most as many links as can be sorted together. */
export const EVENTS_PER_PASS = 32_768;

type Draft = { readonly type: number; readonly id: string; merged: Merged };

export class EventWriter {
  readonly #context: WriteContext;
  readonly #entities: EntityWriter;
  readonly #observed: ObservedWriter;
  readonly #places;
  readonly #insert;
  readonly #find;
  readonly #read;
  readonly #update;
  #expectsExisting = false;

  constructor(context: WriteContext, entities: EntityWriter, observed: ObservedWriter) {
    const { prepare } = context;
    this.#context = context;
    this.#entities = entities;
    this.#observed = observed;
    this.#places = new EventEntityWriter(prepare);
    this.#insert = createBulkWrite(
      prepare,
      EVENT_WRITE_COLUMNS.length + 1,
      (values) => `INSERT INTO event (id, ${EVENT_WRITE_COLUMNS.join(', ')}) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
    this.#find = createBulkRead(
      prepare,
      2,
      (values) => `WITH wanted (type, ext) AS (VALUES ${values})
        SELECT event.id, event.type, event.ext FROM wanted CROSS JOIN event
        ON event.type = wanted.type AND event.ext = wanted.ext`,
    );
    this.#read = prepare(`SELECT ${EVENT_READ_COLUMNS} FROM event ${EVENT_ENTITY_JOINS} WHERE event.id = ?`);
    const assignments = EVENT_WRITE_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#update = prepare(`UPDATE event SET ${assignments} WHERE id = ?`);
  }

  /** At most EVENTS_PER_PASS. */
  write(records: readonly EventRecord[]): Tally {
    const tally = newTally();
    const drafts = this.#gather(records, tally);
    // Every row names its entities, also one whose fields lose against another row of the batch.
    for (const record of records) this.#note(record);
    this.#entities.createNoted();
    for (let i = 0; i < drafts.length; i += ROWS_PER_STATEMENT) {
      this.#writeChunk(drafts.slice(i, i + ROWS_PER_STATEMENT), tally);
    }
    this.#places.flush();
    this.#observed.flush();
    return tally;
  }

  #note({ from, to, references }: EventRecord): void {
    this.#entities.idOrNote(from);
    this.#entities.idOrNote(to);
    if (!references) return;
    for (const name of EVENT_REFERENCE_LIST) {
      const id = references[name];
      if (id !== undefined) this.#entities.idOrNote({ kind: EVENT_REFERENCES[name].kind, id });
    }
  }

  #gather(records: readonly EventRecord[], tally: Tally): readonly Draft[] {
    const known: Map<string, Draft>[] = EVENT_TYPE_LIST.map(() => new Map());
    const drafts: Draft[] = [];
    for (const record of records) {
      const type = eventTypeCode(record.type);
      const merged = eventRow(record);
      const draft = known[type]?.get(record.id);
      if (draft) {
        const result = mergeRows(draft.merged, merged);
        draft.merged = result.value;
        count(tally, result);
        continue;
      }
      const fresh = { type, id: record.id, merged };
      known[type]?.set(record.id, fresh);
      drafts.push(fresh);
    }
    return drafts;
  }

  #writeChunk(drafts: readonly Draft[], tally: Tally): void {
    const held = new Map<Draft, number>();
    if (this.#expectsExisting) this.#findHeld(drafts, held, Number.POSITIVE_INFINITY);
    const { state } = this.#context;
    const rest = drafts.filter((draft) => !held.has(draft));
    const first = state.nextEvent;
    const shapes = rest.map((draft) => this.#shapeOf(draft));
    const created = rest.length === 0 ? 0 : this.#insertAll(rest, shapes, first);
    state.nextEvent += rest.length;
    state.events += created;
    tally.created += created;
    this.#expectsExisting = created < drafts.length;
    if (created < rest.length) this.#findHeld(rest, held, first);
    rest.forEach((draft, position) => {
      const shape = shapes[position];
      if (!shape || held.has(draft)) return;
      const at = atOf(draft.merged);
      this.#places.add(first + position, at, shape);
      if (observes(draft.merged)) this.#observed.add(shape, at);
    });
    for (const [draft, id] of held) this.#mergeInto(draft, id, tally);
  }

  #insertAll(drafts: readonly Draft[], shapes: readonly EventShape[], first: number): number {
    const flat: SqlValue[] = [];
    drafts.forEach(({ type, id, merged }, position) => {
      const shape = shapes[position];
      if (shape) flat.push(first + position, ...eventValues(type, id, merged, shape));
    });
    return this.#insert(flat);
  }

  /** Those in the store under an id below `limit`: ids from there on were given out for this chunk. */
  #findHeld(drafts: readonly Draft[], held: Map<Draft, number>, limit: number): void {
    const rows = this.#find(drafts.flatMap(({ type, id }) => [type, id]));
    const ids = new Map(rows.map((row) => [`${row[1]} ${toText(row[2])}`, toNumber(row[0])]));
    for (const draft of drafts) {
      const id = ids.get(`${draft.type} ${draft.id}`);
      if (id !== undefined && id < limit) held.set(draft, id);
    }
  }

  #mergeInto(draft: Draft, id: number, tally: Tally): void {
    const row = toRow(this.#read.get(id));
    if (!row) throw new Error(`event ${id} was found and is not in the store`);
    const before: Draft = { ...draft, merged: parseMergedEvent(row) };
    const result = mergeRows(before.merged, draft.merged);
    count(tally, result);
    if (!result.changed) return;
    const after: Draft = { ...draft, merged: result.value };
    this.#resolve(before, after);
    const shape = this.#shapeOf(after);
    this.#update.run(...eventValues(after.type, after.id, after.merged, shape), id);
    const shapeBefore = this.#shapeOf(before);
    this.#places.remove(id, atOf(before.merged), shapeBefore);
    this.#places.add(id, atOf(after.merged), shape);
    if (witness(before, shapeBefore) === witness(after, shape)) return;
    this.#observed.markStale(shapeBefore);
    this.#observed.markStale(shape);
  }

  /** What the store's own row names may have left the dictionary. */
  #resolve(...drafts: readonly Draft[]): void {
    for (const { merged } of drafts) for (const ref of refsOf(merged)) this.#entities.idOrNote(ref);
    this.#entities.createNoted();
  }

  #shapeOf({ type, merged }: Draft): EventShape {
    const { from, to } = endsOf(merged.fields);
    const references = EVENT_REFERENCE_LIST.map((name) => {
      const ref = referenceOf(merged.fields, name);
      return ref ? this.#entities.idOf(ref) : 0;
    });
    return {
      type,
      from: this.#entities.idOf(from),
      to: this.#entities.idOf(to),
      toKind: kindCode(to.kind),
      references,
    };
  }
}

function refsOf({ fields }: Merged): readonly EntityRef[] {
  const { from, to } = endsOf(fields);
  const refs = [from, to];
  for (const name of EVENT_REFERENCE_LIST) {
    const ref = referenceOf(fields, name);
    if (ref) refs.push(ref);
  }
  return refs;
}

const atOf = ({ fields }: Merged): number | null => {
  const at = fieldValue(fields, 'at');
  return typeof at === 'number' ? at : null;
};

function observes(merged: Merged): boolean {
  const { fields } = merged;
  const removedAt = fieldValue(fields, 'removedAt');
  if (isFailed({ declined: fieldValue(fields, 'declined'), outcome: fieldValue(fields, 'outcome') })) return false;
  return !isRemoved(typeof removedAt === 'number' ? removedAt : null, atOf(merged));
}

/** Equal texts observe the same. */
const witness = ({ merged }: Draft, { from, to, references }: EventShape): string =>
  JSON.stringify([observes(merged), atOf(merged), from, to, references]);

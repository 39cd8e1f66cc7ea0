/** Merges entity rows into the store, and creates the entities that links and events name. */
import { entityRow, type Merged, mergeRows } from '../../domain/merge-record.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import type { EntityRecord, EntityRef } from '../../domain/records.ts';
import { kindCode } from './codes.ts';
import { ENTITY_READ_COLUMNS, ENTITY_WRITE_COLUMNS, entityValues, foldedId, parseMergedEntity } from './entity-rows.ts';
import { LabelWords } from './label-words.ts';
import { createBulkRead, createBulkWrite, ROWS_PER_STATEMENT, type SqlValue, toNumber, toRow, toText } from './sql.ts';
import { fieldValue } from './versions.ts';
import { newTally, type Tally, type WriteContext } from './write-context.ts';

type Draft = { readonly kind: number; readonly id: string; merged: Merged };

export class EntityWriter {
  readonly #context: WriteContext;
  readonly #words: LabelWords;
  readonly #insertNamed;
  readonly #insertFull;
  readonly #find;
  readonly #read;
  readonly #update;
  #missing: Set<string>[] = [];
  /** After a chunk that was there already, look before inserting: a refused insert would waste ids. */
  #expectsExisting = false;

  constructor(context: WriteContext) {
    const { prepare } = context;
    this.#context = context;
    this.#words = new LabelWords(prepare);
    const full = ENTITY_WRITE_COLUMNS.join(', ');
    this.#insertNamed = createBulkWrite(
      prepare,
      4,
      (values) => `INSERT INTO entity (id, kind, ext, folded) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
    this.#insertFull = createBulkWrite(
      prepare,
      ENTITY_WRITE_COLUMNS.length + 1,
      (values) => `INSERT INTO entity (id, ${full}) VALUES ${values} ON CONFLICT DO NOTHING`,
    );
    this.#find = createBulkRead(
      prepare,
      2,
      (values) => `WITH wanted (kind, ext) AS (VALUES ${values})
        SELECT entity.id, entity.kind, entity.ext FROM wanted CROSS JOIN entity
        ON entity.kind = wanted.kind AND entity.ext = wanted.ext`,
    );
    this.#read = prepare(`SELECT ${ENTITY_READ_COLUMNS.join(', ')} FROM entity WHERE id = ?`);
    const assignments = ENTITY_WRITE_COLUMNS.slice(3).map((column) => `${column} = ?`);
    this.#update = prepare(`UPDATE entity SET ${assignments.join(', ')} WHERE id = ?`);
  }

  /** The id, or 0 and a note that `createNoted` will make it. */
  idOrNote(ref: EntityRef): number {
    const kind = kindCode(ref.kind);
    const id = this.#context.dictionary.get(kind, ref.id);
    if (id === 0) {
      this.#missing[kind] ??= new Set();
      this.#missing[kind]?.add(ref.id);
    }
    return id;
  }

  idOf(ref: EntityRef): number {
    return this.#context.dictionary.get(kindCode(ref.kind), ref.id);
  }

  /** False where there was nothing to create. */
  createNoted(): boolean {
    const missing = this.#missing;
    if (missing.length === 0) return false;
    this.#missing = [];
    missing.forEach((ids, kind) => {
      const sorted = [...ids].sort();
      for (let i = 0; i < sorted.length; i += ROWS_PER_STATEMENT) {
        const wanted = sorted.slice(i, i + ROWS_PER_STATEMENT).map((id) => ({ kind, id }));
        this.#insertNew(wanted, this.#insertNamed, ({ id }) => [kind, id, foldedId(id)]);
      }
    });
    return true;
  }

  write(records: readonly EntityRecord[]): Tally {
    const tally = newTally();
    const drafts = this.#gather(records, tally);
    const isKnown = (draft: Draft): boolean => this.#context.dictionary.get(draft.kind, draft.id) !== 0;
    const existing = drafts.filter(isKnown);
    const unknown = drafts.filter((draft) => !isKnown(draft)).sort(byIdentity);
    for (let i = 0; i < unknown.length; i += ROWS_PER_STATEMENT) {
      const wanted = unknown.slice(i, i + ROWS_PER_STATEMENT);
      const created = this.#insertNew(wanted, this.#insertFull, (draft) =>
        entityValues(draft.kind, draft.id, draft.merged),
      );
      for (const draft of created) this.#indexLabel(draft);
      tally.created += created.size;
      existing.push(...wanted.filter((draft) => !created.has(draft)));
    }
    for (const draft of existing) this.#mergeInto(draft, tally);
    this.#words.flush();
    return tally;
  }

  /** Rows of one entity within the batch become one draft first. */
  #gather(records: readonly EntityRecord[], tally: Tally): Draft[] {
    const known: Map<string, Draft>[] = ENTITY_KIND_LIST.map(() => new Map());
    const drafts: Draft[] = [];
    for (const record of records) {
      const kind = kindCode(record.kind);
      const merged = entityRow(record);
      const draft = known[kind]?.get(record.id);
      if (draft) {
        const result = mergeRows(draft.merged, merged);
        draft.merged = result.value;
        count(tally, result);
        continue;
      }
      const fresh = { kind, id: record.id, merged };
      known[kind]?.set(record.id, fresh);
      drafts.push(fresh);
    }
    return drafts;
  }

  /** Inserts what is not there; afterwards the dictionary knows all of them. Returns those created. */
  #insertNew<T extends { readonly kind: number; readonly id: string }>(
    wanted: readonly T[],
    insert: (flat: readonly SqlValue[]) => number,
    toValues: (item: T) => readonly SqlValue[],
  ): ReadonlySet<T> {
    const { dictionary, state } = this.#context;
    const rest = this.#expectsExisting ? this.#unknownOf(wanted) : wanted;
    const first = state.nextEntity;
    const flat: SqlValue[] = [];
    rest.forEach((item, position) => {
      flat.push(first + position, ...toValues(item));
    });
    const created = rest.length === 0 ? 0 : insert(flat);
    state.nextEntity += rest.length;
    state.entities += created;
    this.#expectsExisting = created < wanted.length;
    if (created === rest.length) {
      rest.forEach((item, position) => {
        dictionary.set(item.kind, item.id, first + position);
      });
      return new Set(rest);
    }
    this.#unknownOf(rest);
    return new Set(rest.filter((item) => dictionary.get(item.kind, item.id) >= first));
  }

  #unknownOf<T extends { readonly kind: number; readonly id: string }>(wanted: readonly T[]): readonly T[] {
    const { dictionary } = this.#context;
    const rows = this.#find(wanted.flatMap(({ kind, id }) => [kind, id]));
    for (const row of rows) dictionary.set(toNumber(row[1]), toText(row[2]), toNumber(row[0]));
    return wanted.filter(({ kind, id }) => dictionary.get(kind, id) === 0);
  }

  #mergeInto(draft: Draft, tally: Tally): void {
    const id = this.#context.dictionary.get(draft.kind, draft.id);
    const row = toRow(this.#read.get(id));
    if (!row) throw new Error(`entity ${id} is in the dictionary and not in the store`);
    const held = parseMergedEntity(row);
    const result = mergeRows(held, draft.merged);
    count(tally, result);
    if (!result.changed) return;
    this.#update.run(...entityValues(draft.kind, draft.id, result.value).slice(3), id);
    this.#words.replace(id, fieldValue(held.fields, 'label'), fieldValue(result.value.fields, 'label'));
  }

  #indexLabel({ kind, id, merged }: Draft): void {
    const label = fieldValue(merged.fields, 'label');
    if (label !== null) this.#words.replace(this.#context.dictionary.get(kind, id), null, label);
  }
}

export function count(tally: Tally, result: { readonly changed: boolean; readonly conflict: boolean }): void {
  if (result.changed) tally.updated++;
  else tally.unchanged++;
  if (result.conflict) tally.conflicts++;
}

/** Neighbours in the identity index are written together; which order it is does not matter to anyone. */
function byIdentity(a: Draft, b: Draft): number {
  if (a.kind !== b.kind) return a.kind - b.kind;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

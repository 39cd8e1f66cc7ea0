/** The rows of a batch joined by identity, before the store is asked what it holds of them. */
import type { RecordCounts, WriteReport } from '../../application/ports/graph-store.ts';
import {
  entityRow,
  eventRow,
  type Merge,
  type Merged,
  mergeRows,
  mergeStated,
  type StatedLink,
  statedLink,
} from '../../domain/merge-record.ts';
import {
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  type EventType,
  type LinkType,
} from '../../domain/ontology.ts';
import type { EntityRef, EventRecord, GraphRecord, LinkRecord } from '../../domain/records.ts';
import { nodeKey } from './entity-properties.ts';

export type Tally = { -readonly [name in keyof RecordCounts]: RecordCounts[name] };
export type Tallies = Readonly<Record<keyof WriteReport, Tally>>;
const newTally = (): Tally => ({ created: 0, updated: 0, unchanged: 0, conflicts: 0 });

export function count(tally: Tally, { changed, conflict }: Merge<unknown>): void {
  if (changed) tally.updated++;
  else tally.unchanged++;
  if (conflict) tally.conflicts++;
}

export type LinkDraft = { readonly type: LinkType; readonly from: string; readonly to: string; stated: StatedLink };
export type EventDraft = { readonly type: EventType; readonly id: string; merged: Merged };
export type Drafts = {
  /** Everything the batch names, by node key. */
  readonly refs: ReadonlyMap<string, EntityRef>;
  /** What entity rows say, by node key. */
  readonly entities: ReadonlyMap<string, Merged>;
  readonly links: Iterable<LinkDraft>;
  readonly events: ReadonlyMap<string, EventDraft>;
  /** Rows joined within the batch. */
  readonly tallies: Tallies;
};

export function gatherDrafts(batch: readonly GraphRecord[]): Drafts {
  const drafts = new DraftCollector();
  for (const record of batch) {
    if (record.record === 'entity') drafts.addEntity(record, entityRow(record));
    else if (record.record === 'link') drafts.addLink(record);
    else drafts.addEvent(record);
  }
  return drafts;
}

class DraftCollector implements Drafts {
  readonly refs = new Map<string, EntityRef>();
  readonly entities = new Map<string, Merged>();
  /** By type, then by the places of both ends among what is named: a text of all three for each row takes longer. */
  readonly #links = new Map<LinkType, Map<number, LinkDraft>>();
  readonly #named = new Map<EntityKind, Map<string, Named>>();
  readonly events = new Map<string, EventDraft>();
  readonly tallies = { entities: newTally(), links: newTally(), events: newTally() };

  addEntity(ref: EntityRef, row: Merged): void {
    const { key } = this.#name(ref);
    const held = this.entities.get(key);
    if (!held) {
      this.entities.set(key, row);
      return;
    }
    const result = mergeRows(held, row);
    count(this.tallies.entities, result);
    this.entities.set(key, result.value);
  }

  get links(): Iterable<LinkDraft> {
    return [...this.#links.values()].flatMap((ofType) => [...ofType.values()]);
  }

  addLink(record: LinkRecord): void {
    const from = this.#name(record.from);
    const to = this.#name(record.to);
    const ofType = mapIn(this.#links, record.type);
    const key = from.place * MOST_NAMED + to.place;
    const stated = statedLink(record);
    const held = ofType.get(key);
    if (!held) {
      ofType.set(key, { type: record.type, from: from.key, to: to.key, stated });
      return;
    }
    const result = mergeStated(held.stated, stated);
    count(this.tallies.links, result);
    held.stated = result.value;
  }

  addEvent(record: EventRecord): void {
    this.#name(record.from);
    this.#name(record.to);
    if (record.references) this.#nameReferences(record.references);
    const key = `${record.type} ${record.id}`;
    const merged = eventRow(record);
    const held = this.events.get(key);
    if (!held) {
      this.events.set(key, { type: record.type, id: record.id, merged });
      return;
    }
    const result = mergeRows(held.merged, merged);
    count(this.tallies.events, result);
    held.merged = result.value;
  }

  /** Every row names its entities, also one whose fields lose against another. */
  #nameReferences(references: NonNullable<EventRecord['references']>): void {
    for (const name of EVENT_REFERENCE_LIST) {
      const id = references[name];
      if (id !== undefined) this.#name({ kind: EVENT_REFERENCES[name].kind, id });
    }
  }

  #name(ref: EntityRef): Named {
    const ofKind = mapIn(this.#named, ref.kind);
    const known = ofKind.get(ref.id);
    if (known) return known;
    const named = { key: nodeKey(ref), place: this.refs.size };
    ofKind.set(ref.id, named);
    this.refs.set(named.key, { kind: ref.kind, id: ref.id });
    return named;
  }
}

type Named = { readonly key: string; readonly place: number };
/** More than any batch can name, and its square a whole number still. */
const MOST_NAMED = 2 ** 26;

function mapIn<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = maps.get(key);
  if (known) return known;
  const fresh = new Map<L, V>();
  maps.set(key, fresh);
  return fresh;
}

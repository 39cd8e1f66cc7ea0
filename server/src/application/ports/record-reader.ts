/** Everything a graph store was told, read back for an export: merged, with the version of every field. */
import type { Merged, StatedLink } from '../../domain/merge-record.ts';
import type { EventType, LinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';

export type MergedEntity = { readonly ref: EntityRef; readonly merged: Merged };
/** What link rows said; what events show of a link follows from the events. */
export type MergedLink = {
  readonly type: LinkType;
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly stated: StatedLink;
};
export type MergedEvent = { readonly type: EventType; readonly id: string; readonly merged: Merged };

/** Where in the reading a record came: a text of the store's own, good until the store changes. */
export type Placed<T> = T & { readonly place: string };
export type Records<T> = Iterable<Placed<T>> | AsyncIterable<Placed<T>>;

/**
 * All three as of one moment; a store that cannot hold a moment still fails if it passes. Each comes in an order of the
 * store's own, the same while nothing is written: from a place on it is read without those that came before, but for
 * some that share the place.
 */
export interface RecordReader {
  entities(from?: string): Records<MergedEntity>;
  links(from?: string): Records<MergedLink>;
  events(from?: string): Records<MergedEvent>;
  close(): Promise<void>;
}

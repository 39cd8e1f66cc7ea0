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

export type Records<T> = Iterable<T> | AsyncIterable<T>;

/** All three as of one moment, in no particular order; a store that cannot hold a moment still fails if it passes. */
export interface RecordReader {
  entities(): Records<MergedEntity>;
  links(): Records<MergedLink>;
  events(): Records<MergedEvent>;
  close(): Promise<void>;
}

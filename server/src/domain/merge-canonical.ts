/**
 * The one text of a merged record: equal records give equal text in every store, different ones different text. The
 * digest of a graph is the sum of the hashes of these texts, so neither order nor a store's own ids can matter.
 */
import { compareText } from './compare-text.ts';
import type { Fields, FieldValue, Version } from './merge-fields.ts';
import type { ObservedLink } from './merge-observed.ts';
import type { Merged, StatedLink } from './merge-record.ts';
import type { EventType, LinkType } from './ontology.ts';
import type { EntityRef } from './records.ts';

export const canonicalEntity = (ref: EntityRef, merged: Merged): string =>
  JSON.stringify(['entity', ref.kind, ref.id, merged.updatedAt, toList(merged.fields)]);

export const canonicalEvent = (type: EventType, id: string, merged: Merged): string =>
  JSON.stringify(['event', type, id, merged.updatedAt, toList(merged.fields)]);

export type LinkParts = { readonly stated: StatedLink | null; readonly observed: ObservedLink | null };

export function canonicalLink(type: LinkType, from: EntityRef, to: EntityRef, parts: LinkParts): string {
  const { stated, observed } = parts;
  return JSON.stringify([
    'link',
    type,
    [from.kind, from.id, to.kind, to.id],
    stated && [
      stated.updatedAt,
      stated.firstSeen,
      stated.lastSeen,
      stated.count,
      stated.sources,
      toList(stated.fields),
    ],
    observed && [observed.count, observed.firstSeen, observed.lastSeen],
  ]);
}

const toList = (fields: Fields): readonly (readonly [string, FieldValue, Version])[] =>
  [...fields]
    .map(([name, { value, version }]) => [name, value, version] as const)
    .sort(([a], [b]) => compareText(a, b));

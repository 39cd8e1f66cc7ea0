/** Sums the sightings of links afresh from the events in the store, after some of them were corrected. */
import type { ObservedLink } from '../../domain/merge-observed.ts';
import { observations } from '../../domain/merge-observed.ts';
import {
  type DrawnLinkType,
  ENTITY_KIND_LIST,
  EVENT_REFERENCES,
  EVENT_TYPE_LIST,
  type EventType,
} from '../../domain/ontology.ts';
import { toInteger } from './connection.ts';
import { numberOf } from './merged-properties.ts';
import { groupBy, inParts, type WriteContext } from './write-context.ts';
import { addSightings, type LinkChange } from './write-links.ts';

const NONE: ObservedLink = { count: 0, firstSeen: null, lastSeen: null };

export async function observeAgain(context: WriteContext, links: readonly LinkChange[]): Promise<void> {
  for (const link of links) link.seen = { isWhole: true, sum: NONE };
  for (const [type, ofType] of groupBy(links, (link) => link.type)) {
    for (const part of inParts(ofType)) {
      for (const event of witnessesOf(type)) await addSums(context, 'write/sum-events', part, event);
      if (isObservedByName(type)) await addSums(context, 'write/sum-involvements', part);
    }
  }
}

/** The events that observe such a link between their own ends. */
export const witnessesOf = (link: DrawnLinkType): readonly EventType[] =>
  EVENT_TYPE_LIST.filter((type) =>
    ENTITY_KIND_LIST.some((kind) => observations(type, kind).some((step) => step.link === link && step.to === 'to')),
  );

export const isObservedByName = (link: DrawnLinkType): boolean =>
  Object.values(EVENT_REFERENCES).some((reference) => 'observes' in reference && reference.observes === link);

async function addSums(
  { transaction }: WriteContext,
  statement: string,
  links: readonly LinkChange[],
  event?: EventType,
): Promise<void> {
  const pairs = links.map(({ from, to }, position) => [position, from, to].map(toInteger));
  for (const [position, count, first, last] of await transaction.run(statement, { pairs }, event)) {
    const link = links[Number(position)];
    if (!link?.seen) continue;
    const found = { count: Number(count), firstSeen: numberOf(first), lastSeen: numberOf(last) };
    link.seen = { isWhole: true, sum: addSightings(link.seen.sum, found) };
  }
}

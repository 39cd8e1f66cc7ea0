/** The links that the events of a test observe, for graph-columns.ts. */
import {
  type EntityKind,
  EVENT_REFERENCES,
  type EventReference,
  eventEntry,
  type LinkType,
} from '../../server/src/domain/ontology.ts';
import type { EventInput, Key, LinkInput } from './graph-columns.ts';

export const splitKey = (key: Key): { kind: EntityKind; id: string } => {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as EntityKind, id: key.slice(colon + 1) };
};

export const observedLinks = (events: readonly EventInput[]): LinkInput[] =>
  events
    .filter(({ failed }) => failed !== true)
    .flatMap((event) => [...observedByEnds(event), ...observedByReferences(event)]);

const timeIn = ({ at }: EventInput) => (at === undefined ? {} : { at });

function observedByEnds(event: EventInput): LinkInput[] {
  const type = eventEntry(event.type).observes?.[splitKey(event.to).kind];
  return type ? [{ type, from: event.from, to: event.to, ...timeIn(event) }] : [];
}

function observedByReferences(event: EventInput): LinkInput[] {
  return Object.entries(event.references ?? {}).flatMap(([name, id]) => {
    const reference: { kind: EntityKind; observes?: LinkType } = EVENT_REFERENCES[name as EventReference];
    if (!reference.observes) return [];
    const payee = event.type === 'COMMISSION' && name === 'payoutAccount' ? event.to : event.from;
    return [{ type: reference.observes, from: payee, to: `${reference.kind}:${id}` as Key, ...timeIn(event) }];
  });
}

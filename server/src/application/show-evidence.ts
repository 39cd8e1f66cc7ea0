/** Exactly the rows behind one sentence of evidence: the links and events that were counted. */

import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import type { DrawnLink, GraphEvent } from '../domain/graph-view.ts';
import { isFailed } from '../domain/merge-observed.ts';
import {
  ENTITY_KINDS,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_TYPE_LIST,
  type EventType,
  LINK_TYPES,
} from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Evidence, EvidenceFilter } from '../domain/ring.ts';
import { DRAWN_LINKS_LIMIT } from './explore-neighbourhood.ts';
import type { EventFilter, GraphStore, Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

type AnyEvidence = Evidence<string>;

/**
 * Links between a member and a named entity; where the evidence names none but members, links among members. Where it
 * counted events, only events of these types are drawn, and lasting relations only to an entity outside the members.
 * A fingerprint is shared through things: the listing that shows it and the member who owns that are behind it too.
 */
export async function linksOfEvidence(
  { principal, graph }: Reader,
  evidence: AnyEvidence,
): Promise<Result<readonly DrawnLink[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const things = await thingsShowing(graph, evidence.entities);
  const parties = [...partiesOf(evidence), ...things];
  const among = await graph.linksAmong(parties, { limit: DRAWN_LINKS_LIMIT });
  return ok(among.filter(isBehind(evidence, things)));
}

const THINGS_PER_FINGERPRINT = 100;

async function thingsShowing(graph: GraphStore, entities: readonly EntityRef[]): Promise<readonly EntityRef[]> {
  const of = entities.filter(({ kind }) => kind === 'Fingerprint').map(({ kind, id }) => ({ kind, id }));
  if (of.length === 0) return [];
  const expanded = await graph.expand({ of, types: ['HAS_FINGERPRINT'], limitPerEntity: THINGS_PER_FINGERPRINT });
  const shown = expanded.flatMap(({ links }) => links.map(({ from }) => from));
  return shown.filter(({ kind }) => ENTITY_KINDS[kind].class === 'thing');
}

function isBehind(evidence: AnyEvidence, things: readonly EntityRef[]): (link: DrawnLink) => boolean {
  const { members, entities, eventTypes } = evidence;
  const memberKeys = new Set(members.map(entityKey));
  const named = new Set(entities.map(entityKey).filter((key) => !memberKeys.has(key)));
  const between = new Set(things.map(entityKey));
  const isCounted = ({ type }: DrawnLink): boolean =>
    type in LINK_TYPES ? named.size > 0 || eventTypes.length === 0 : eventTypes.includes(type) || isTie(type);
  // Without counted events, whatever ties a member to what is named is behind it: a parcel has no other ties.
  const isTie = (type: DrawnLink['type']): boolean =>
    !(type in LINK_TYPES) && eventTypes.length === 0 && named.size > 0;
  return (link) => {
    const ends = [entityKey(link.from), entityKey(link.to)] as const;
    const has = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
      (a.has(ends[0]) && b.has(ends[1])) || (a.has(ends[1]) && b.has(ends[0]));
    if (has(between, named) || has(memberKeys, between)) return link.type in LINK_TYPES;
    return isCounted(link) && (named.size === 0 ? has(memberKeys, memberKeys) : has(memberKeys, named));
  };
}

export async function eventsOfEvidence(
  { principal, graph }: Reader,
  evidence: AnyEvidence,
  page: Page,
): Promise<Result<Paged<GraphEvent>, Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const types = eventTypesOf(evidence);
  if (types.length === 0) return ok({ items: [], hasNext: false, totalCount: 0 });
  const filter: EventFilter = { of: partiesOf(evidence), among: true, types };
  if (!evidence.eventFilter) return ok(await graph.events(filter, page));
  return ok(await narrowedEvents(graph, filter, toBehind(evidence, evidence.eventFilter), page));
}

const READ_AT_ONCE = 1000;

/** What the store cannot tell apart is told apart here: among a few hundred parties there are thousands at most. */
async function narrowedEvents(
  graph: GraphStore,
  filter: EventFilter,
  isBehind: (event: GraphEvent) => boolean,
  { first, after }: Page,
): Promise<Paged<GraphEvent>> {
  const found: { readonly item: GraphEvent; readonly cursor: string }[] = [];
  let start = 0;
  let cursor: string | undefined;
  do {
    const read = await graph.events(filter, { first: READ_AT_ONCE, ...(cursor !== undefined && { after: cursor }) });
    for (const row of read.items) {
      if (isBehind(row.item)) found.push(row);
      if (row.cursor === after) start = found.length;
    }
    cursor = read.hasNext ? read.items.at(-1)?.cursor : undefined;
  } while (cursor !== undefined);
  const items = found.slice(start, start + first);
  return { items, hasNext: start + first < found.length, totalCount: found.length };
}

/** As detection/events-behind.ts counts them. */
function toBehind({ members, entities }: AnyEvidence, filter: EvidenceFilter): (event: GraphEvent) => boolean {
  const things = filter.through === 'things' ? entities.filter(({ kind }) => ENTITY_KINDS[kind].class === 'thing') : [];
  const own = new Set([...members, ...things].map(entityKey));
  const named = new Set(entities.map(entityKey));
  const times = filter.at && new Set<number>(filter.at);
  const isReferenced = ({ references = {} }: GraphEvent): boolean =>
    EVENT_REFERENCE_LIST.some((name) => {
      const id = references[name];
      return id !== undefined && named.has(entityKey({ kind: EVENT_REFERENCES[name].kind, id }));
    });
  const reaches = (event: GraphEvent, end: EntityRef, other: EntityRef): boolean => {
    if (!own.has(entityKey(end))) return false;
    if (named.has(entityKey(other))) return true;
    return filter.through === 'references' ? isReferenced(event) : own.has(entityKey(other));
  };
  return (event) => {
    if (filter.failed !== undefined && filter.failed !== isFailed(event)) return false;
    if (times && (event.at === undefined || !times.has(event.at))) return false;
    return reaches(event, event.from, event.to) || reaches(event, event.to, event.from);
  };
}

const eventTypesOf = ({ eventTypes }: AnyEvidence): readonly EventType[] =>
  EVENT_TYPE_LIST.filter((type) => eventTypes.includes(type));

function partiesOf({ members, entities }: AnyEvidence): readonly EntityRef[] {
  const refs = [...members, ...entities].map(({ kind, id }) => [entityKey({ kind, id }), { kind, id }] as const);
  return [...new Map(refs).values()];
}

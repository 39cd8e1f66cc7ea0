/** Exactly the rows behind one sentence of evidence: the links and events that were counted. */
import type { Failure } from '../domain/failure.ts';
import type { DrawnLink, GraphEvent } from '../domain/graph-view.ts';
import { EVENT_TYPE_LIST, type EventType, LINK_TYPES } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Evidence } from '../domain/ring.ts';
import { DRAWN_LINKS_LIMIT } from './explore-neighbourhood.ts';
import { entityKey } from './ports/case-store.ts';
import type { EventFilter, Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

type AnyEvidence = Evidence<string>;

/**
 * Links between a member and a named entity; where the evidence names none but members, links among members. Events
 * are drawn as links only when their type was counted, and lasting relations only when no event type was or an entity
 * outside the members is named.
 */
export async function linksOfEvidence(
  { principal, graph }: Reader,
  evidence: AnyEvidence,
): Promise<Result<readonly DrawnLink[], Failure>> {
  const refused = refusal(principal, 'readGraph');
  if (refused) return fail(refused);
  const among = await graph.linksAmong(partiesOf(evidence), { limit: DRAWN_LINKS_LIMIT });
  return ok(among.filter(isBehind(evidence)));
}

function isBehind({ members, entities, eventTypes }: AnyEvidence): (link: DrawnLink) => boolean {
  const memberKeys = new Set(members.map(entityKey));
  const named = new Set(entities.map(entityKey).filter((key) => !memberKeys.has(key)));
  const showsLasting = named.size > 0 || eventTypes.length === 0;
  return ({ type, from, to }) => {
    if (type in LINK_TYPES ? !showsLasting : !eventTypes.includes(type)) return false;
    const [a, b] = [entityKey(from), entityKey(to)];
    if (named.size === 0) return memberKeys.has(a) && memberKeys.has(b);
    return (memberKeys.has(a) && named.has(b)) || (memberKeys.has(b) && named.has(a));
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
  return ok(await graph.events(filter, page));
}

const eventTypesOf = ({ eventTypes }: AnyEvidence): readonly EventType[] =>
  EVENT_TYPE_LIST.filter((type) => eventTypes.includes(type));

function partiesOf({ members, entities }: AnyEvidence): readonly EntityRef[] {
  const refs = [...members, ...entities].map(({ kind, id }) => [entityKey({ kind, id }), { kind, id }] as const);
  return [...new Map(refs).values()];
}

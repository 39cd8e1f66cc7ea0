import { explainLink } from '../../application/exploration/link-sentence.ts';
import { exploreNeighbourhood } from '../../application/explore-neighbourhood.ts';
import { findEntities } from '../../application/find-entities.ts';
import { findEvent } from '../../application/find-event.ts';
import { findPaths } from '../../application/find-paths.ts';
import { listEvents } from '../../application/list-events.ts';
import type { Paged } from '../../application/ports/graph-store.ts';
import { searchEntities } from '../../application/search-entities.ts';
import { type SearchHit, searchEverything } from '../../application/search-everything.ts';
import type { EntityKind } from '../../domain/ontology.ts';
import { unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';
import { parseGlobalId } from '../shared/global-id.ts';
import { type AnyNode, type OrderModel, typeNameOf } from '../shared/type-name.ts';
import { entityResolvers } from './entity-resolvers.ts';
import { eventResolvers } from './event-resolvers.ts';
import {
  type EntityRefInput,
  type EventsArguments,
  type Maybe,
  type NeighbourhoodArguments,
  type PathsArguments,
  toBetween,
  toEventFilter,
  toNeighbourhood,
  toRef,
} from './inputs.ts';
import { type LinkModel, toPath, toSubgraph } from './models.ts';

type SearchArguments = PageArguments & { readonly text: string; readonly kinds?: Maybe<readonly EntityKind[]> };

export const graphResolvers = {
  Query: {
    entity: async (_: unknown, { ref }: { readonly ref: EntityRefInput }, context: RequestContext) =>
      unwrap(await findEntities(context, [toRef(ref)]))[0],
    event: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) => {
      const global = parseGlobalId(id);
      const key = global?.type === 'event' ? { id: global.id, type: global.eventType } : { id };
      return unwrap(await findEvent(context, key));
    },
    events: async (_: unknown, args: EventsArguments, context: RequestContext) =>
      toConnection(
        'Query.events',
        unwrap(await listEvents(context, toEventFilter(args), toPage(args, 50))),
        args.after,
      ),
    searchEntities: async (_: unknown, args: SearchArguments, context: RequestContext) => {
      const query = { text: args.text, ...(args.kinds != null && { kinds: args.kinds }) };
      const found = unwrap(await searchEntities(context, query, toPage(args, 20)));
      return toConnection('Query.searchEntities', found, args.after);
    },
    search: async (_: unknown, args: SearchArguments, context: RequestContext) => {
      const found = unwrap(await searchEverything(context, args.text, toPage(args, 20)));
      return toConnection('Query.search', toHits(found), args.after);
    },
    neighbourhood: async (_: unknown, args: NeighbourhoodArguments, context: RequestContext) =>
      toSubgraph(unwrap(await exploreNeighbourhood(context, toNeighbourhood(args))), context.loaders),
    paths: async (_: unknown, args: PathsArguments, context: RequestContext) => {
      const paths = unwrap(await findPaths(context, toBetween(args)));
      return Promise.all(paths.map((path) => toPath(path, context.loaders)));
    },
  },
  Entity: entityResolvers,
  Event: eventResolvers,
  Link: { explanation: ({ link }: LinkModel) => explainLink(link) },
  Order: {
    events: async ({ orderId }: OrderModel, args: PageArguments, context: RequestContext) =>
      toConnection('Order.events', unwrap(await listEvents(context, { orderId }, toPage(args, 50))), args.after),
  },
  SearchResult: { __resolveType: (value: AnyNode) => typeNameOf(value) },
};

function toHits(paged: Paged<SearchHit>): Paged<AnyNode> {
  return { ...paged, items: paged.items.map(({ item, cursor }) => ({ item: toNode(item), cursor })) };
}

function toNode(hit: SearchHit): AnyNode {
  switch (hit.type) {
    case 'ring':
      return hit.ring;
    case 'order':
      return { orderId: hit.orderId };
    case 'event':
      return hit.event;
    case 'entity':
      return hit.entity;
  }
}

/** Fields of Event that are not simply read from it. */
import type { GraphEvent } from '../../domain/graph-view.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, eventEntry } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { RequestContext } from '../request-context.ts';
import { toEventId } from '../shared/global-id.ts';
import { loadEntities } from '../shared/load-entities.ts';
import { toAttributes, toMoney } from './entity-resolvers.ts';

const involvedIn = ({ references }: GraphEvent): readonly EntityRef[] =>
  EVENT_REFERENCE_LIST.flatMap((name) => {
    const id = references?.[name];
    return id === undefined ? [] : [{ kind: EVENT_REFERENCES[name].kind, id }];
  });

export const eventResolvers = {
  id: (event: GraphEvent) => toEventId(event.type, event.id),
  externalId: (event: GraphEvent) => event.id,
  stage: (event: GraphEvent) => eventEntry(event.type).stage,
  from: (event: GraphEvent, _: unknown, { loaders }: RequestContext) => loaders.entity(event.from),
  to: (event: GraphEvent, _: unknown, { loaders }: RequestContext) => loaders.entity(event.to),
  amount: (event: GraphEvent) => toMoney(event.amount, event.currency),
  discount: (event: GraphEvent) => toMoney(event.discount, event.currency),
  involved: (event: GraphEvent, _: unknown, context: RequestContext) => loadEntities(involvedIn(event), context),
  declined: ({ declined, outcome }: GraphEvent) => declined ?? (outcome === undefined ? null : outcome === 'failure'),
  attributes: (event: GraphEvent) => toAttributes(event.attributes),
};

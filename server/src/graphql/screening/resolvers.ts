import { screenEntity } from '../../application/screen-entity.ts';
import type { Screening, ScreeningHop, ScreeningMatch } from '../../domain/screening.ts';
import { unwrap } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import { toLinks } from '../graph/models.ts';
import type { RequestContext } from '../request-context.ts';
import { loadEntities } from '../shared/load-entities.ts';

type ScreenArguments = { readonly entity: EntityRefInput; readonly identifiers?: Maybe<readonly EntityRefInput[]> };

export const screeningResolvers = {
  Query: {
    screen: async (_: unknown, { entity, identifiers }: ScreenArguments, context: RequestContext) =>
      unwrap(
        await screenEntity(context, { entity: toRef(entity), identifiers: (identifiers ?? []).map(toRef) }),
        'screen.entity',
      ),
  },
  Screening: {
    entity: ({ entity }: Screening, _: unknown, { loaders }: RequestContext) => loaders.entity(entity),
    known: ({ isKnown }: Screening) => isKnown,
    newIdentifiers: ({ newIdentifiers }: Screening, _: unknown, context: RequestContext) =>
      loadEntities(newIdentifiers, context),
  },
  ScreeningMatch: {
    ring: ({ target }: ScreeningMatch) => (target.type === 'ring' ? target.ring : null),
    confirmedFraud: ({ target }: ScreeningMatch) => (target.type === 'confirmedFraud' ? target.entity : null),
    hops: ({ path }: ScreeningMatch) => path.length,
  },
  ScreeningHop: {
    from: ({ from }: ScreeningHop, _: unknown, { loaders }: RequestContext) => loaders.entity(from),
    to: ({ to }: ScreeningHop, _: unknown, { loaders }: RequestContext) => loaders.entity(to),
    link: async ({ link }: ScreeningHop, _: unknown, { loaders }: RequestContext) =>
      link && (await toLinks([link], { nodes: [], loaders }))[0],
  },
};

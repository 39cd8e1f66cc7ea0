/** Fields of Entity that are not simply read from it. */

import type { Decimal, Money } from '../../domain/decimal.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { DRAWN_LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { Attributes } from '../../domain/records.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, pageOfList, toConnection, toPage } from '../shared/connection.ts';
import { toEntityId } from '../shared/global-id.ts';

export const toMoney = (amount: Decimal | undefined, currency: string | undefined): Money | null =>
  amount === undefined ? null : { amount, currency: currency ?? 'XXX' };

export const toAttributes = (attributes: Attributes | undefined) =>
  Object.entries(attributes ?? {}).map(([name, value]) => ({ name, value }));

export const entityResolvers = {
  id: (entity: Entity) => toEntityId(entity),
  externalId: (entity: Entity) => entity.id,
  riskLabel: (entity: Entity) => entity.risk?.label,
  riskLabelAt: (entity: Entity) => entity.risk?.at,
  riskReason: (entity: Entity) => entity.risk?.reason,
  unsettledBalance: ({ balances }: Entity) => toMoney(balances?.unsettled, balances?.currency),
  reservedBalance: ({ balances }: Entity) => toMoney(balances?.reserved, balances?.currency),
  attributes: (entity: Entity) => toAttributes(entity.attributes),
  linkCounts: async (entity: Entity, _: unknown, { loaders }: RequestContext) => {
    const counts = await loaders.linkCounts(entity);
    return DRAWN_LINK_TYPE_LIST.flatMap((type) => {
      const count = counts.get(type);
      return count === undefined ? [] : [{ type, count }];
    });
  },
  rings: async (entity: Entity, args: PageArguments, { loaders }: RequestContext) =>
    toConnection('Entity.rings', pageOfList(await loaders.ringsOf(entity), toPage(args, 20))),
};

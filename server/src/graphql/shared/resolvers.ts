import { findEntities } from '../../application/find-entities.ts';
import { findEvent } from '../../application/find-event.ts';
import { findRingItself } from '../../application/find-ring.ts';
import { findRun } from '../../application/find-run.ts';
import { reportStatus } from '../../application/report-status.ts';
import { unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { type GlobalId, parseGlobalId } from './global-id.ts';
import { DateTime, DecimalScalar } from './scalars.ts';
import { type AnyNode, typeNameOf } from './type-name.ts';

export const sharedResolvers = {
  Query: {
    node: async (_: unknown, { id }: { readonly id: string }, context: RequestContext) => {
      const global = parseGlobalId(id);
      return global && findNode(global, context);
    },
    viewer: (_: unknown, __: unknown, { principal }: RequestContext) => principal,
    status: async (_: unknown, __: unknown, context: RequestContext) => ({
      ...context.service,
      ...unwrap(await reportStatus(context)),
    }),
  },
  Node: { __resolveType: (value: AnyNode) => typeNameOf(value) },
  DateTime,
  Decimal: DecimalScalar,
};

async function findNode(global: GlobalId, context: RequestContext): Promise<AnyNode | null> {
  switch (global.type) {
    case 'entity':
      return unwrap(await findEntities(context, [global.ref]))[0] ?? null;
    case 'event':
      return unwrap(await findEvent(context, { id: global.id, type: global.eventType }));
    case 'run':
      return unwrap(await findRun(context, global.id));
    case 'ring':
      return unwrap(await findRingItself(context, global.id));
  }
}

import { findSuppression } from '../../application/alerts/show-suppressions.ts';
import { findRing } from '../../application/find-ring.ts';
import { closeNewcomer, listNewcomers, reopenNewcomer } from '../../application/newcomers/show-newcomers.ts';
import type { Newcomer, NewcomerHop, NewcomerStatus } from '../../domain/newcomer.ts';
import { unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';

type NewcomersArguments = PageArguments & {
  readonly statuses?: readonly NewcomerStatus[] | null;
  readonly ring?: string | null;
};
type NoteArguments = { readonly id: string; readonly note?: string | null };

const toFilter = ({ statuses, ring }: NewcomersArguments) => ({
  statuses: statuses ?? (['OPEN'] as const),
  ...(ring != null && { ringId: ring }),
});
const toAnswer = ({ id, note }: NoteArguments) => ({ id, note: note ?? '' });

export const newcomersResolvers = {
  Query: {
    newcomers: async (_: unknown, args: NewcomersArguments, context: RequestContext) => {
      const request = { filter: toFilter(args), page: toPage(args, 20) };
      return toConnection('Query.newcomers', unwrap(await listNewcomers(context, request)), args.after);
    },
  },
  Newcomer: {
    account: ({ entity }: Newcomer, _: unknown, { loaders }: RequestContext) => loaders.entity(entity),
    ring: async ({ target }: Newcomer, _: unknown, context: RequestContext) =>
      target.type === 'ring' ? unwrap(await findRing(context, target.ringId)) : null,
    confirmedFraud: ({ target }: Newcomer, _: unknown, { loaders }: RequestContext) =>
      target.type === 'confirmedFraud' ? loaders.entity(target.ref) : null,
    keptBackBy: async ({ keptBackBy }: Newcomer, _: unknown, context: RequestContext) =>
      keptBackBy === null ? null : unwrap(await findSuppression(context, keptBackBy)),
  },
  NewcomerHop: {
    from: ({ from }: NewcomerHop, _: unknown, { loaders }: RequestContext) => loaders.entity(from),
    to: ({ to }: NewcomerHop, _: unknown, { loaders }: RequestContext) => loaders.entity(to),
  },
  Mutation: {
    closeNewcomer: async (_: unknown, args: NoteArguments, context: RequestContext) =>
      unwrap(await closeNewcomer(context, toAnswer(args)), 'id'),
    reopenNewcomer: async (_: unknown, args: NoteArguments, context: RequestContext) =>
      unwrap(await reopenNewcomer(context, toAnswer(args)), 'id'),
  },
};

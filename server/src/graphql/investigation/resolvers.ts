import { type Investigation, investigate } from '../../application/investigate.ts';
import { unwrap } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import { toPath, toSubgraph } from '../graph/models.ts';
import type { RequestContext } from '../request-context.ts';
import type { SharedIdentifierModel } from '../rings/resolvers.ts';

type InvestigateArguments = {
  readonly refs: readonly EntityRefInput[];
  readonly orderIds?: Maybe<readonly string[]>;
  readonly ids?: Maybe<readonly string[]>;
  readonly maxHops?: Maybe<number>;
};

export const investigationResolvers = {
  Query: {
    investigate: async (_: unknown, args: InvestigateArguments, context: RequestContext) => {
      const clues = { refs: args.refs.map(toRef), orderIds: args.orderIds ?? [], ids: args.ids ?? [] };
      return unwrap(await investigate(context, { ...clues, maxHops: args.maxHops ?? 3 }));
    },
  },
  Investigation: {
    subgraph: ({ subgraph }: Investigation, _: unknown, { loaders }: RequestContext) => toSubgraph(subgraph, loaders),
    paths: ({ paths }: Investigation, _: unknown, { loaders }: RequestContext) =>
      Promise.all(paths.map((path) => toPath(path, loaders))),
    sharedIdentifiers: ({ sharedIdentifiers }: Investigation): readonly SharedIdentifierModel[] =>
      sharedIdentifiers.map((identifier) => ({ ...identifier, group: 'given accounts' })),
  },
};

/** Schema and resolvers as one. A resolver for a field that the schema does not have is refused here, at start. */
import { type IExecutableSchemaDefinition, makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { RESOLVERS } from './resolvers.ts';
import { TYPE_DEFINITIONS } from './schema.ts';
import { enumValues } from './shared/enums.ts';

type Resolvers = NonNullable<IExecutableSchemaDefinition['resolvers']>;

export const toExecutableSchema = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: [...TYPE_DEFINITIONS],
    resolvers: [...RESOLVERS, enumValues] as Resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
  });

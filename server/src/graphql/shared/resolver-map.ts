/** Resolvers by type and field; what one receives is what its parent's resolver answers. */
import type { GraphQLScalarType } from 'graphql';

export type Resolver = (parent: never, args: never, context: never) => unknown;
export type ResolverMap = Readonly<Record<string, Readonly<Record<string, Resolver>> | GraphQLScalarType>>;

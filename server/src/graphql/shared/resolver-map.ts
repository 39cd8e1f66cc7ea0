/** Resolvers by type and field; what one receives is what its parent's resolver answers. */
import type { GraphQLScalarType } from 'graphql';

export type Resolver = (parent: never, args: never, context: never) => unknown;
/** A subscription's field has the source of its events beside it. */
type SubscriptionResolver = { readonly subscribe: Resolver; readonly resolve: Resolver };
export type ResolverMap = Readonly<
  Record<string, Readonly<Record<string, Resolver | SubscriptionResolver>> | GraphQLScalarType>
>;

/** Reading the schema: for everyone in development, in production for tools that sign in with a key. */
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Principal } from '../../domain/principal.ts';
import { refuse } from '../errors.ts';
import { rootFieldNames } from './selections.ts';

export type Environment = 'development' | 'production';

export function checkIntrospection(
  { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
  { principal, environment }: { readonly principal: Principal; readonly environment: Environment },
): GraphQLError | null {
  if (environment === 'development' || principal.via !== 'session') return null;
  const asks = rootFieldNames(document, operation).find((name) => name === '__schema' || name === '__type');
  return asks === undefined ? null : refuse('FORBIDDEN', `The field ${asks} is answered only to service keys here.`);
}

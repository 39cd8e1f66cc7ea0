/** All limits that need the operation with its variables, before the first resolver. Throws the first refusal. */
import { type DocumentNode, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import type { Principal } from '../../domain/principal.ts';
import { refuse } from '../errors.ts';
import { type ArgumentValues, checkArguments } from './check-arguments.ts';
import { checkCost } from './cost.ts';
import { checkIntrospection, type Environment } from './introspection.ts';

export type AskedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: ArgumentValues;
};
export type Asker = { readonly principal: Principal; readonly environment: Environment };

export function checkOperation(schema: GraphQLSchema, asked: AskedOperation, asker: Asker): void {
  const { operation: kind } = asked.operation;
  if (!schema.getRootType(kind)) throw refuse('GRAPHQL_VALIDATION_FAILED', `This server answers no ${kind} here.`);
  const variables = coerce(schema, asked);
  const filled = { ...asked, variables };
  const problem = checkIntrospection(filled, asker) ?? checkArguments(schema, filled) ?? checkCost(schema, filled);
  if (problem) throw problem;
}

function coerce(schema: GraphQLSchema, { operation, variables }: AskedOperation): ArgumentValues {
  const result = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (result.coerced) return result.coerced;
  throw refuse('BAD_USER_INPUT', result.errors?.[0]?.message ?? 'The variables do not fit the operation.');
}

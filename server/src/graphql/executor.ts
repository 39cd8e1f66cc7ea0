/**
 * Runs validated documents. One seen a second time is compiled to a function (graphql-jit): several times the speed of
 * walking the document anew, for a cost paid once; a document asked once is not worth it. Compiled documents live as
 * long as the document itself is kept in the server's bounded cache.
 */
import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from './request-context.ts';

export type Execution = {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
};
export type Executor = (execution: Execution) => Promise<ExecutionResult>;

type Run = (execution: Execution) => Promise<ExecutionResult> | ExecutionResult;

export function createExecutor(schema: GraphQLSchema): Executor {
  const walk: Run = ({ document, operationName, variables, context }) =>
    execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  const seen = new WeakMap<DocumentNode, Map<string, Run>>();

  return async (execution) => {
    const { document } = execution;
    const name = execution.operationName ?? '';
    const runs = seen.get(document);
    const known = runs?.get(name);
    if (known) return known(execution);
    const isFirst = runs === undefined;
    const run = isFirst ? walk : compile(schema, execution, walk);
    if (isFirst) seen.set(document, new Map());
    else runs.set(name, run);
    return run(execution);
  };
}

/** What cannot be compiled (an operation that is not there) is left to graphql-js, which says why. */
function compile(schema: GraphQLSchema, { document, operationName }: Execution, walk: Run): Run {
  const compiled: CompiledQuery | ExecutionResult = compileQuery(schema, document, operationName ?? undefined, {
    // A stack trace for every null would cost more than the answer; the cause keeps its own.
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return walk;
  return async ({ context, variables }) => {
    const result: ExecutionResult = await compiled.query(undefined, context, variables);
    return result.errors ? { ...result, errors: result.errors.map(toPlainError) } : result;
  };
}

/** The compiled function's errors lack what Apollo relies on (`extensions`), and hide a cause that is no Error. */
function toPlainError({ message, locations, path, originalError, extensions }: GraphQLError): GraphQLError {
  const cause: unknown = originalError;
  const error = new GraphQLError(message, {
    path: path ?? null,
    originalError: cause instanceof Error ? cause : null,
    extensions: extensions ?? null,
  });
  return locations ? Object.assign(error, { locations }) : error;
}

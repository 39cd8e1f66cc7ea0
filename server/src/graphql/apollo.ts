/**
 * Apollo Server with what we do not use switched off: no landing page from a foreign network, no reports, no cache
 * hints around every resolver. It parses, validates and keeps documents; our limits stand before execution, and the
 * compiled executor behind its gateway hook.
 */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { type FormatError, refuse } from './errors.ts';
import { createExecutor } from './executor.ts';
import { aliasesRule } from './limits/aliases-rule.ts';
import { LIMITS } from './limits/bounds.ts';
import { checkOperation } from './limits/check-operation.ts';
import { depthRule } from './limits/depth-rule.ts';
import { directivesRule } from './limits/directives-rule.ts';
import type { Environment } from './limits/introspection.ts';
import type { RequestContext } from './request-context.ts';

export type ApolloOptions = {
  readonly schema: GraphQLSchema;
  readonly environment: Environment;
  readonly formatError: FormatError;
};

export async function startApollo({ schema, environment, formatError }: ApolloOptions) {
  const server = new ApolloServer<RequestContext>({
    gateway: toGateway(schema),
    formatError,
    validationRules: [depthRule, aliasesRule, directivesRule],
    validationOptions: { maxErrors: LIMITS.validationErrors },
    parseOptions: { maxTokens: LIMITS.tokens },
    plugins: [limitsBeforeExecution(schema, environment), READS_MAY_STOP, ...DISABLED],
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: SILENT,
    nodeEnv: environment,
  });
  await server.start();
  return server;
}

const DISABLED: readonly ApolloServerPlugin<RequestContext>[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Errors reach us through formatError, with the id that the client was given. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const STREAMED =
  'This server answers no subscription here: ask over a WebSocket (graphql-transport-ws) or for text/event-stream.';

const limitsBeforeExecution = (
  schema: GraphQLSchema,
  environment: Environment,
): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request, contextValue: { principal } }) => {
      if (!document || !operation) return;
      if (operation.operation === 'subscription') throw refuse('GRAPHQL_VALIDATION_FAILED', STREAMED);
      const asked = { document, operation, variables: request.variables ?? {} };
      checkOperation(schema, asked, { principal, environment });
    },
  }),
});

const READS_MAY_STOP: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      if (operation?.operation === 'query') contextValue.mayStop();
    },
  }),
};

type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer<RequestContext>>[0]['gateway']>;

function toGateway(schema: GraphQLSchema): Gateway {
  const run = createExecutor(schema);
  return {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: async ({ document, operationName, request, context }) => {
        const variables = request.variables ?? {};
        const name = request.operationName ?? operationName ?? null;
        return run({ document, operationName: name, variables, context: context as RequestContext });
      },
    }),
    stop: async () => {},
  };
}

/**
 * One subscription: checked like any other operation, then followed event by event, each answered with loaders and a
 * deadline of its own. Errors are told as in any other answer.
 */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { AlertStore } from '../../application/ports/alert-store.ts';
import type { RingStore } from '../../application/ports/case-store.ts';
import type { ChangeFeed } from '../../application/ports/change-feed.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { ScheduleStore } from '../../application/ports/schedule-store.ts';
import type { Pulse } from '../../application/streams/pulse.ts';
import type { Principal } from '../../domain/principal.ts';
import { type FormatError, refuse } from '../errors.ts';
import type { GraphqlRequest } from '../http/read-request.ts';
import { aliasesRule } from '../limits/aliases-rule.ts';
import { LIMITS } from '../limits/bounds.ts';
import { checkOperation } from '../limits/check-operation.ts';
import { depthRule } from '../limits/depth-rule.ts';
import { directivesRule } from '../limits/directives-rule.ts';
import type { Environment } from '../limits/introspection.ts';
import type { RequestContext } from '../request-context.ts';

/** What a subscription's source is given: it outlives any deadline. */
export type SubscriptionContext = {
  readonly principal: Principal;
  readonly pulse: Pulse;
  readonly signal: AbortSignal;
  readonly feed: ChangeFeed;
  readonly alerts: AlertStore;
  readonly rings: RingStore;
  readonly schedules: ScheduleStore | null;
  readonly clock: Clock;
  readonly lastEventId: string | null;
};
export type StreamRequest = GraphqlRequest & { readonly lastEventId?: string | null };
export type StreamEvent = {
  /** To go on from; null where there is nothing to resume. */
  readonly id: string | null;
  readonly result: { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] };
};
export type Subscribed =
  | { readonly ok: true; readonly events: AsyncGenerator<StreamEvent, void> }
  | { readonly ok: false; readonly errors: readonly GraphQLFormattedError[] };

export type SubscribingOptions = {
  readonly schema: GraphQLSchema;
  readonly environment: Environment;
  readonly formatError: FormatError;
  readonly contextFor: (principal: Principal, signal: AbortSignal) => RequestContext;
  readonly sources: Omit<SubscriptionContext, 'principal' | 'signal' | 'lastEventId'>;
};
export type Subscriber = (request: StreamRequest, principal: Principal, signal: AbortSignal) => Promise<Subscribed>;

const RULES = [...specifiedRules, depthRule, aliasesRule, directivesRule];

export function createSubscriber(options: SubscribingOptions): Subscriber {
  const { schema, formatError, sources, contextFor } = options;
  const toFormatted = (error: unknown): GraphQLFormattedError => {
    const known = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: toError(error) });
    return formatError(known.toJSON(), known);
  };
  return async (request, principal, signal) => {
    try {
      const { document, operation } = check(options, request, principal);
      const lastEventId = request.lastEventId ?? null;
      const args: ExecutionArgs = {
        ...{ schema, document, operationName: operation.name?.value, variableValues: request.variables },
        contextValue: { ...sources, principal, signal, lastEventId } satisfies SubscriptionContext,
      };
      const source = await createSourceEventStream(args);
      if (!(Symbol.asyncIterator in source)) return { ok: false, errors: (source.errors ?? []).map(toFormatted) };
      const answer = async (payload: unknown): Promise<StreamEvent> => {
        const { data, errors } = await execute({
          ...args,
          rootValue: payload,
          contextValue: contextFor(principal, signal),
        });
        return { id: idOf(payload), result: errors ? { data, errors: errors.map(toFormatted) } : { data } };
      };
      return { ok: true, events: eachOf(source, answer) };
    } catch (error) {
      return { ok: false, errors: (error instanceof Refused ? error.errors : [error]).map(toFormatted) };
    }
  };
}

class Refused extends Error {
  readonly errors: readonly GraphQLError[];
  constructor(errors: readonly GraphQLError[]) {
    super('refused');
    this.errors = errors;
  }
}

type Checked = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };

function check({ schema, environment }: SubscribingOptions, request: StreamRequest, principal: Principal): Checked {
  const document = parseOrRefuse(request.query);
  const errors = validate(schema, document, RULES, { maxErrors: LIMITS.validationErrors });
  if (errors.length > 0) throw new Refused(errors.map(invalid));
  const operation = getOperationAST(document, request.operationName);
  if (!operation)
    throw refuse('OPERATION_RESOLUTION_FAILURE', 'operationName must name one operation of the document.');
  if (operation.operation !== 'subscription') {
    throw refuse('BAD_REQUEST', `A ${operation.operation} is asked by POST, not as a stream.`);
  }
  checkOperation(schema, { document, operation, variables: request.variables ?? {} }, { principal, environment });
  return { document, operation };
}

/** A rule's own code stands; what graphql-js found has none. */
const invalid = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...error.extensions },
  });

function parseOrRefuse(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Refused([new GraphQLError(error.message, { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })]);
  }
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const idOf = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'number' in payload ? String(payload.number) : null;

async function* eachOf(
  source: AsyncIterable<unknown>,
  answer: (payload: unknown) => Promise<StreamEvent>,
): AsyncGenerator<StreamEvent, void> {
  for await (const payload of source) yield await answer(payload);
}

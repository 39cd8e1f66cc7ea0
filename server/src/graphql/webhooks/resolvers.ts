import { listDeliveries, listWebhooks, replayDelivery } from '../../application/webhooks/list-webhooks.ts';
import {
  createWebhook,
  removeWebhook,
  rotateWebhookSecret,
  setWebhookActive,
  testWebhook,
  type WebhookDependencies,
} from '../../application/webhooks/manage-webhooks.ts';
import type { Delivery, DeliveryStatus, WebhookEvent } from '../../domain/webhook.ts';
import { refuse, unwrap } from '../errors.ts';
import type { Maybe } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';

type DeliveriesArguments = PageArguments & {
  readonly webhookId?: Maybe<string>;
  readonly status?: Maybe<DeliveryStatus>;
};
type NewArguments = {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly description?: Maybe<string>;
};
type IdArguments = { readonly id: string };

function hooksOf({ hooks }: RequestContext): WebhookDependencies {
  if (hooks === null) throw refuse('NOT_FOUND', 'This service has no webhooks.');
  return hooks;
}

export const webhooksResolvers = {
  Query: {
    webhooks: async (_: unknown, __: unknown, context: RequestContext) =>
      unwrap(await listWebhooks(hooksOf(context), context.principal)),
    webhookDeliveries: async (_: unknown, args: DeliveriesArguments, context: RequestContext) => {
      const filter = {
        ...(args.webhookId != null && { webhookId: args.webhookId }),
        ...(args.status != null && { status: args.status }),
      };
      const found = unwrap(
        await listDeliveries(hooksOf(context), context.principal, { filter, page: toPage(args, 20) }),
      );
      return toConnection('Query.webhookDeliveries', found, args.after);
    },
  },
  Mutation: {
    createWebhook: async (_: unknown, args: NewArguments, context: RequestContext) =>
      unwrap(
        await createWebhook(hooksOf(context), context.principal, { ...args, description: args.description ?? '' }),
      ),
    setWebhookActive: async (_: unknown, args: IdArguments & { readonly active: boolean }, context: RequestContext) =>
      unwrap(await setWebhookActive(hooksOf(context), context.principal, args), 'id'),
    rotateWebhookSecret: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await rotateWebhookSecret(hooksOf(context), context.principal, id), 'id'),
    testWebhook: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await testWebhook(hooksOf(context), context.principal, id), 'id'),
    removeWebhook: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await removeWebhook(hooksOf(context), context.principal, id), 'id'),
    replayWebhookDelivery: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await replayDelivery(hooksOf(context), context.principal, id), 'id'),
  },
  WebhookDelivery: {
    messageId: ({ message }: Delivery) => message.id,
    type: ({ message }: Delivery) => message.type,
    at: ({ message }: Delivery) => message.at,
    payload: ({ message }: Delivery) => message.payload,
  },
};

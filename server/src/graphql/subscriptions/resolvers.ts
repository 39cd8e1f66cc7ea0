import { findRing } from '../../application/find-ring.ts';
import type { NumberedChange } from '../../application/ports/change-feed.ts';
import { followAlerts, type OpenedAlert } from '../../application/streams/follow-alerts.ts';
import { followRings } from '../../application/streams/follow-rings.ts';
import { followRuns } from '../../application/streams/follow-runs.ts';
import { refuse, unwrap } from '../errors.ts';
import type { Maybe } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';
import type { SubscriptionContext } from './subscribe.ts';

type AfterArguments = { readonly after?: Maybe<string> };
type RingArguments = AfterArguments & { readonly ring?: Maybe<string> };

const payload = (value: unknown): unknown => value;
/** What the transport says of the last event wins: a client that comes back asks the same question again. */
const startOf = ({ after }: AfterArguments, { lastEventId }: SubscriptionContext) => lastEventId ?? after ?? null;

export const subscriptionsResolvers = {
  Subscription: {
    ringChanged: {
      subscribe: async (_: unknown, args: RingArguments, context: SubscriptionContext) => {
        const request = { ringId: args.ring ?? null, after: startOf(args, context) };
        return unwrap(await followRings(context, context.principal, request), 'ring');
      },
      resolve: payload,
    },
    alertOpened: {
      subscribe: async (_: unknown, args: AfterArguments, context: SubscriptionContext) =>
        unwrap(await followAlerts(context, context.principal, startOf(args, context)), 'after'),
      resolve: payload,
    },
    runProgress: {
      subscribe: (_: unknown, __: unknown, context: SubscriptionContext) => {
        const { schedules } = context;
        if (schedules === null) throw refuse('NOT_FOUND', 'This service has no scheduler.');
        return unwrap(followRuns({ ...context, schedules }, context.principal));
      },
      resolve: payload,
    },
  },
  RingChanged: {
    eventId: ({ number }: NumberedChange) => String(number),
    ring: async ({ change }: NumberedChange, _: unknown, context: RequestContext) =>
      unwrap(await findRing(context, change.ringId)),
  },
  AlertOpened: {
    eventId: ({ number }: OpenedAlert) => String(number),
    again: ({ step }: OpenedAlert) => step.type === 'RAISED',
  },
};

import { setReviewCapacity, showReviewQueue } from '../../application/review/review-queue.ts';
import type { Setting } from '../../domain/setting.ts';
import { refuse, unwrap } from '../errors.ts';
import type { Maybe } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';

async function queueOf({ tuning, principal, rings, verdicts }: RequestContext) {
  if (tuning === null) return null;
  return unwrap(await showReviewQueue({ rings, verdicts, settings: tuning.settings }, principal));
}

type CapacityArguments = { readonly ringsPerDay: number; readonly why?: Maybe<string> };

export const reviewResolvers = {
  Query: { reviewQueue: (_: unknown, __: unknown, context: RequestContext) => queueOf(context) },
  RingConnection: { reviewQueue: (_: unknown, __: unknown, context: RequestContext) => queueOf(context) },
  Mutation: {
    setReviewCapacity: async (_: unknown, { ringsPerDay, why }: CapacityArguments, context: RequestContext) => {
      if (context.tuning === null) throw refuse('NOT_FOUND', 'This service has no settings.');
      unwrap(await setReviewCapacity(context.tuning, context.principal, { ringsPerDay, why: why ?? '' }));
      return queueOf(context);
    },
  },
  ReviewCapacity: { ringsPerDay: ({ value }: Setting<'reviewCapacity'>) => value },
};

import { QueryClient } from '@tanstack/react-query';
import { toApiFailure } from './graphql.ts';

const MAX_RETRIES = 1;

/** Refusals and sign-outs are answers: asking again would not change them. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => toApiFailure(error).kind === 'unreachable' && failures < MAX_RETRIES,
      },
    },
  });

import { useQuery } from '@tanstack/react-query';
import { fetchNeighbourhood } from './fetch-neighbourhood.ts';
import type { EntityRef } from './shapes.ts';

/** An entity's surroundings, for its own page. */
export const useNeighbourhood = (ref: EntityRef, limit: number) =>
  useQuery({
    queryKey: ['neighbourhood', ref.kind, ref.externalId, limit],
    queryFn: ({ signal }) => fetchNeighbourhood([ref], { limit, signal }),
  });

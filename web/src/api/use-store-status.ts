import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';

export type StoreStatus = {
  readonly status: {
    readonly graphStore: string;
    readonly graphStoreVersion: string;
    readonly changeNumber: number;
    readonly changesBehind: number | null;
    readonly entities: number;
    readonly links: number;
  };
};

export const STORE_STATUS = toDocument<StoreStatus, Record<string, never>>(`
query StoreStatus { status { graphStore graphStoreVersion changeNumber changesBehind entities links } }`);

/** Which store holds the graph, how much, and how far the published rings are behind it. */
export const useStoreStatus = () =>
  useQuery({ queryKey: ['storeStatus'], queryFn: ({ signal }) => fetchGraphql(STORE_STATUS, {}, signal) });

import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';

export type Viewer = {
  readonly viewer: { readonly name: string; readonly role: string };
  readonly status: {
    readonly version: string;
    readonly entities: number;
    readonly links: number;
    readonly events: number;
  };
};

export const VIEWER = toDocument<Viewer, Record<string, never>>(`
query Viewer { viewer { name role } status { version entities links events } }`);

/** Who is signed in, and how much there is to look at. */
export const useViewer = () =>
  useQuery({ queryKey: ['viewer'], queryFn: ({ signal }) => fetchGraphql(VIEWER, {}, signal) });

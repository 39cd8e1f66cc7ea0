import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';

export type Viewer = { readonly viewer: { readonly name: string; readonly role: string } };

export const VIEWER = toDocument<Viewer, Record<string, never>>(`
query Viewer { viewer { name role } }`);

/** Who is signed in: asked by itself, for it is known whatever became of the graph store. */
export const useViewer = () =>
  useQuery({ queryKey: ['viewer'], queryFn: ({ signal }) => fetchGraphql(VIEWER, {}, signal) });

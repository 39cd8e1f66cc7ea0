import { useInfiniteQuery } from '@tanstack/react-query';
import { PAGE } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection } from './shapes.ts';
import type { Severity } from './vocabulary.ts';

export type DetectionRun = {
  readonly id: string;
  /** What the command line calls it. */
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly asOf: string | null;
  readonly windowDays: number | null;
  readonly changeNumber: number;
  readonly codeVersion: string;
  readonly published: boolean;
  /** Null where everything was computed. */
  readonly incremental: {
    readonly touchedAccounts: number;
    readonly computedAccounts: number;
    readonly accounts: number;
    readonly standingRings: number;
  } | null;
  /** Rings that kept their members where a new search would have cut them otherwise. */
  readonly stood: readonly string[];
  readonly entities: number;
  readonly links: number;
  readonly events: number;
  readonly durationMs: number;
  readonly resultHash: string;
  readonly parameters: string;
  readonly rings: readonly { readonly severity: Severity; readonly count: number }[];
  readonly stages: readonly { readonly name: string; readonly durationMs: number }[];
};

type Answer = { readonly detectionRuns: Connection<DetectionRun> };

export const DETECTION_RUNS = toDocument<Answer, { after: string | null }>(`
query DetectionRuns($after: String) {
  detectionRuns(first: 20, after: $after) {
    nodes {
      id runId startedAt finishedAt asOf windowDays changeNumber codeVersion published
      entities links events durationMs resultHash parameters
      incremental { touchedAccounts computedAccounts accounts standingRings }
      stood
      rings { severity count }
      stages { name durationMs }
    }
    ${PAGE}
  }
}`);

export const useDetectionRuns = () =>
  useInfiniteQuery({
    queryKey: ['detectionRuns'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await fetchGraphql(DETECTION_RUNS, { after: pageParam }, signal)).detectionRuns,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
  });

import { useQuery } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Severity } from './vocabulary.ts';

export type ParameterSet = {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  readonly by: string | null;
  readonly at: string | null;
  readonly inForce: boolean;
  readonly changed: readonly { readonly path: string; readonly value: number; readonly standard: number }[];
};

export const PARAMETER_SETS = toDocument<{ readonly parameterSets: readonly ParameterSet[] }, Record<string, never>>(`
query ParameterSets { parameterSets { id name why by at inForce changed { path value standard } } }`);

export const useParameterSets = () =>
  useQuery({
    queryKey: ['parameterSets'],
    queryFn: async ({ signal }) => (await fetchGraphql(PARAMETER_SETS, {}, signal)).parameterSets,
  });

export type Judged = {
  readonly rings: number;
  readonly confirmed: number;
  readonly dismissed: number;
  readonly precision: number | null;
};
export type RunComparison = {
  readonly differentInput: readonly string[];
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  readonly lostConfirmed: readonly string[];
  readonly lostDismissed: readonly string[];
  readonly changed: readonly { readonly id: string }[];
  readonly unchanged: number;
  readonly judged: readonly {
    readonly minSeverity: Severity | null;
    readonly minScore: number | null;
    readonly before: Judged;
    readonly after: Judged;
  }[];
};

type Pair = { readonly first: string; readonly second: string };
export const COMPARE_RUNS = toDocument<{ readonly compareRuns: RunComparison }, Pair>(`
query CompareRuns($first: ID!, $second: ID!) {
  compareRuns(first: $first, second: $second) {
    differentInput gained lost lostConfirmed lostDismissed unchanged
    changed { id }
    judged {
      minSeverity minScore
      before { rings confirmed dismissed precision }
      after { rings confirmed dismissed precision }
    }
  }
}`);

/** What the second run has otherwise than the first. */
export const useRunComparison = (pair: Pair) =>
  useQuery({
    queryKey: ['compareRuns', pair],
    queryFn: async ({ signal }) => (await fetchGraphql(COMPARE_RUNS, pair, signal)).compareRuns,
  });

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Job } from './vocabulary.ts';

export type Schedule = {
  readonly id: string;
  readonly job: Job;
  readonly cron: string;
  readonly timeZone: string;
  readonly paused: boolean;
  readonly nextRunAt: string | null;
  readonly lastStartedAt: string | null;
  readonly lastFinishedAt: string | null;
  readonly problem: string | null;
  readonly running: boolean;
  readonly stage: string | null;
};
export type NewSchedule = { readonly job: Job; readonly cron: string; readonly timeZone: string };

export const SCHEDULES = toDocument<{ readonly schedules: readonly Schedule[] }, Record<string, never>>(`
query Schedules {
  schedules { id job cron timeZone paused nextRunAt lastStartedAt lastFinishedAt problem running stage }
}`);
export const CREATE_SCHEDULE = toDocument<unknown, NewSchedule>(`
mutation CreateSchedule($job: Job!, $cron: String!, $timeZone: String!) {
  createSchedule(job: $job, cron: $cron, timeZone: $timeZone) { id }
}`);
export const PAUSE_SCHEDULE = toDocument<unknown, { id: string; paused: boolean }>(
  'mutation PauseSchedule($id: ID!, $paused: Boolean!) { setSchedulePaused(id: $id, paused: $paused) { id } }',
);
export const RUN_SCHEDULE = toDocument<unknown, { id: string }>(
  'mutation RunSchedule($id: ID!) { runScheduleNow(id: $id) { id } }',
);
export const REMOVE_SCHEDULE = toDocument<unknown, { id: string }>(
  'mutation RemoveSchedule($id: ID!) { removeSchedule(id: $id) { id } }',
);

const REFRESH_MS = 5_000;

export const useSchedules = () =>
  useQuery({
    queryKey: ['schedules'],
    refetchInterval: REFRESH_MS,
    queryFn: async ({ signal }) => (await fetchGraphql(SCHEDULES, {}, signal)).schedules,
  });

/** Any change to a schedule; what is shown is asked for again. */
export function useScheduleChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSettled: () => client.invalidateQueries({ queryKey: ['schedules'] }),
  });
}

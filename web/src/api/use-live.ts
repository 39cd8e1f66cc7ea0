/** What pages are told while they are open: alerts as they are raised, and jobs as they go on. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { follow, toSubscription } from './follow.ts';

export const ALERT_OPENED = toSubscription<{ readonly alertOpened: { readonly eventId: string } }>(
  'subscription AlertOpened { alertOpened { eventId } }',
);
type Job = { readonly share: number | null; readonly schedule: { readonly id: string; readonly stage: string | null } };
type Progress = { readonly running: readonly Job[]; readonly lastRun: { readonly runId: string } | null };
export const RUN_PROGRESS = toSubscription<{ readonly runProgress: Progress }>(
  'subscription RunProgress { runProgress { running { share schedule { id stage } } lastRun { runId } } }',
);

/** The list is asked for again when an alert is raised. */
export function useLiveAlerts(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stop = new AbortController();
    const onEvent = () => void client.invalidateQueries({ queryKey: ['alerts'] });
    void follow({ document: ALERT_OPENED, onEvent, signal: stop.signal });
    return () => stop.abort();
  }, [client]);
}

/** How far each running job is, by its schedule; what the page of runs shows is asked for again when one begins or ends. */
export function useLiveProgress(): ReadonlyMap<string, Job> {
  const client = useQueryClient();
  const [running, setRunning] = useState<ReadonlyMap<string, Job>>(new Map());
  useEffect(() => {
    const stop = new AbortController();
    let told = '';
    const onEvent = ({ runProgress }: { readonly runProgress: Progress }): void => {
      setRunning(new Map(runProgress.running.map((job) => [job.schedule.id, job])));
      const now = JSON.stringify([runProgress.running.map(({ schedule }) => schedule.id), runProgress.lastRun?.runId]);
      if (told !== '' && told !== now) {
        for (const queryKey of [['schedules'], ['detectionRuns'], ['storeStatus']])
          void client.invalidateQueries({ queryKey });
      }
      told = now;
    };
    void follow({ document: RUN_PROGRESS, onEvent, signal: stop.signal });
    return () => stop.abort();
  }, [client]);
  return running;
}

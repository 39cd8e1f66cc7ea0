/** Times the stages of a run by the clock it is handed. */
import type { StageTiming } from '../domain/detection-run.ts';

type Clock = { readonly now: () => number; readonly onStage?: (name: string) => void };

export function createStages({ now, onStage }: Clock) {
  const stages: StageTiming[] = [];
  const stage = <T>(name: string, work: () => T): T => {
    onStage?.(name);
    const start = now();
    const result = work();
    stages.push({ name, durationMs: now() - start });
    return result;
  };
  return { stage, stages: stages };
}

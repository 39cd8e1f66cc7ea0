/** Times the stages of a run by the clock it is handed, with a pause before each; a stage may pause within itself. */
import type { StageTiming } from '../domain/detection-run.ts';

type Clock = { readonly now: () => number; readonly onStage?: (name: string) => void };
type Steps<T> = Generator<void, T>;

export function createStages({ now, onStage }: Clock) {
  const stages: StageTiming[] = [];
  function* stage<T>(name: string, work: () => T | Steps<T>): Steps<T> {
    onStage?.(name);
    yield;
    const start = now();
    const result = work();
    const value = isSteps(result) ? yield* result : result;
    stages.push({ name, durationMs: now() - start });
    return value;
  }
  return { stage, stages };
}

export type Stage = ReturnType<typeof createStages>['stage'];

const isSteps = <T>(result: T | Steps<T>): result is Steps<T> =>
  typeof result === 'object' && result !== null && Symbol.iterator in result && 'throw' in result;

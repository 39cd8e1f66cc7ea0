/** A stored run as "detect list" and "detect show" print it. */
import type { DetectionRun } from '../domain/detection-run.ts';
import { formatTimePoint } from '../domain/time-point.ts';

export const toRunJson = (run: DetectionRun) => ({
  runId: run.id,
  startedAt: formatTimePoint(run.startedAt),
  finishedAt: formatTimePoint(run.finishedAt),
  published: run.published,
  kind: run.incremental ? 'incremental' : 'full',
  incremental: run.incremental ?? null,
  stood: run.stood ?? [],
  asOf: run.asOf === null ? null : formatTimePoint(run.asOf),
  windowDays: run.windowDays,
  changeNumber: run.changeNumber,
  codeVersion: run.codeVersion,
  parameters: run.parameters,
  parametersHash: run.parametersHash ?? null,
  counts: run.counts,
  rings: run.rings,
  changes: run.changes,
  durationMs: run.durationMs,
  stages: run.stages,
  peakRssBytes: run.peakRssBytes,
  resultHash: run.resultHash,
});

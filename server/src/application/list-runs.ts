/** Detection runs, newest first. */
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export async function listRuns(
  { principal, rings }: Reader,
  page: Page,
): Promise<Result<Paged<DetectionRun>, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await rings.runs(page));
}

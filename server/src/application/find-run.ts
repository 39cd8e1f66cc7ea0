/** One detection run by its id. */
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Reader, refusal } from './reader.ts';

export async function findRun({ principal, rings }: Reader, id: string): Promise<Result<DetectionRun | null, Failure>> {
  const refused = refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await rings.run(id));
}

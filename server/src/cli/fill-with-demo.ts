/**
 * Fills an empty store with the demonstration marketplace: generate, import, detect. The generated files stay until
 * the rings are published, so a filling that was cut off is seen at the next start and done again; importing the
 * same files twice changes nothing.
 */
import { importFiles } from '../application/import-files.ts';
import type { Failure } from '../domain/failure.ts';
import { ok, type Result } from '../domain/result.ts';
import { type CliContext, EXIT, type Services } from './cli-context.ts';
import { finishWithFailure } from './finish.ts';
import { createProgressLine } from './progress-line.ts';
import type { Runtime } from './runtime.ts';

/** False when it could not be done, which is then already told. */
export async function fillWithDemo(context: CliContext, runtime: Runtime, services: Services): Promise<boolean> {
  const { entities } = await services.graph.counts();
  if (entities > 0 && !runtime.demo.isUnfinished()) return true;
  const filled = await fill(context, runtime, services);
  if (!filled.ok) finishWithFailure(context, filled.failure);
  if (filled.ok && context.signal.aborted) context.exit(EXIT.interrupted);
  return filled.ok && !context.signal.aborted;
}

async function fill(context: CliContext, runtime: Runtime, services: Services): Promise<Result<null, Failure>> {
  context.stderr('Generating a demonstration marketplace …\n');
  const folder = await runtime.demo.write();
  context.stderr('Importing it …\n');
  const imported = await importDemo(context, services, folder);
  if (!imported.ok) return imported;
  context.stderr('Looking for rings …\n');
  const { createDetectRings } = await import('../application/detect-rings.ts');
  const run = await createDetectRings({ ...services, ...runtime })(context.principal, { signal: context.signal });
  if (!run.ok) return run;
  const { LOW, MEDIUM, HIGH, CRITICAL } = run.value.rings;
  context.stderr(`Found ${LOW + MEDIUM + HIGH + CRITICAL} rings, ${HIGH + CRITICAL} of them to act on soon.\n`);
  await runtime.demo.remove();
  return ok(null);
}

async function importDemo(context: CliContext, services: Services, folder: string) {
  const progress = createProgressLine(context, 'importing');
  const imported = await importFiles({ ...services, store: services.graph })(context.principal, {
    paths: [folder],
    dryRun: false,
    strict: false,
    signal: context.signal,
    ...(progress.report === undefined ? {} : { onProgress: progress.report }),
  });
  progress.clear();
  return imported;
}

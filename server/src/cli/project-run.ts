/** After a run: shows its rings beside the graph at once, where there is a place for them and no server does it. */
import type { CliContext, Services } from './cli-context.ts';

/** Trouble is told and no more: the rings are published, and unless the graph is another's a server or the next run shows them. */
export async function projectRun(context: CliContext, { projection, cases, ...services }: Services): Promise<void> {
  if (projection === null) return;
  const { createProjectRings } = await import('../application/projection/project-rings.ts');
  const projectRings = createProjectRings({ ...services, projection, outbox: cases.projection });
  const shown = await projectRings(context.principal);
  if (shown.ok) return;
  context.stderr(`${shown.failure.message}\n${WHAT_NOW[shown.failure.code === 'FORBIDDEN' ? 'never' : 'later']}\n`);
}

const WHAT_NOW = {
  never: 'The rings are published in the case store, and will not be shown in this graph.',
  later: 'The rings are published, and not in the graph yet: a running server or the next run shows them there.',
} as const;

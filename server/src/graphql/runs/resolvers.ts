import { listRuns } from '../../application/list-runs.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import { type IgnoredHub, SEVERITIES } from '../../domain/ring.ts';
import { unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';
import { toRunId } from '../shared/global-id.ts';

export const runsResolvers = {
  Query: {
    detectionRuns: async (_: unknown, args: PageArguments, context: RequestContext) =>
      toConnection('Query.detectionRuns', unwrap(await listRuns(context, toPage(args, 20))), args.after),
  },
  DetectionRun: {
    id: (run: DetectionRun) => toRunId(run.id),
    runId: (run: DetectionRun) => run.id,
    incremental: (run: DetectionRun) => run.incremental ?? null,
    stood: (run: DetectionRun) => run.stood ?? [],
    parameters: (run: DetectionRun) => toCanonicalJson(run.parameters),
    entities: (run: DetectionRun) => run.counts.entities,
    links: (run: DetectionRun) => run.counts.links,
    events: (run: DetectionRun) => run.counts.events,
    rings: (run: DetectionRun) => SEVERITIES.map((severity) => ({ severity, count: run.rings[severity] })),
  },
  IgnoredHub: {
    entity: (hub: IgnoredHub, _: unknown, { loaders }: RequestContext) => loaders.entity(hub),
  },
};

/** Keys in order at every level, so that equal parameters are equal text. */
function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

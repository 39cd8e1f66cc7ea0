/**
 * Shows the published rings beside the graph. What is found now and judged guilty or not yet at all is shown: rings
 * that ended or were dismissed are not, and of the others only members nobody cleared.
 */
import { type Failure, FailureError } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  ProjectedRing,
  ProjectionOutbox,
  ProjectionReport,
  ProjectionStamp,
  RingProjection,
} from '../ports/ring-projection.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { shownRings } from './shown-rings.ts';

export type ProjectingDependencies = {
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly outbox: ProjectionOutbox;
  readonly projection: RingProjection;
  readonly clock: Clock;
};
/** `recheck`: compares even what was delivered, for a graph that was restored or emptied since. */
export type ProjectingRequest = { readonly recheck?: boolean };

export function createProjectRings(deps: ProjectingDependencies) {
  /** Null where nothing was to be done. */
  return async (
    principal: Principal,
    request: ProjectingRequest = {},
  ): Promise<Result<ProjectionReport | null, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    try {
      return ok(await projectRings(deps, principal, request));
    } catch (error) {
      if (error instanceof FailureError) return fail(error.failure);
      throw error;
    }
  };
}

async function projectRings(
  deps: ProjectingDependencies,
  principal: Principal,
  { recheck = false }: ProjectingRequest,
): Promise<ProjectionReport | null> {
  for (;;) {
    // The number first: what comes between it and the picture raises it again, and is shown once more.
    const { wanted, delivered, owner } = await deps.outbox.state();
    if (wanted <= delivered && !recheck) return null;
    const run = await deps.rings.latestPublishedRun();
    if (run === null) return null;
    const seen = await deps.projection.stamp();
    if (!recheck && (await isShown(deps.rings, seen, wanted))) {
      await deps.outbox.markDelivered(wanted);
      return null;
    }
    const rings = await toPicture(deps, run.id);
    const report = await deps.projection.replace({ owner, runId: run.id, number: wanted, rings }, seen);
    if (report === null) continue;
    const event = { type: 'ringsProjected', at: currentTime(deps.clock), principal: principal.id, subject: run.id };
    // Comparing again and finding all as it was is nothing that happened.
    const isNews = wanted > delivered || report.writes > 0;
    await deps.outbox.markDelivered(wanted, isNews ? { ...event, details: { ...report } } : undefined);
    return report;
  }
}

/** Numbers of another case store say nothing about ours. */
async function isShown(rings: RingStore, seen: ProjectionStamp | null, wanted: number): Promise<boolean> {
  return seen !== null && seen.number >= wanted && (await rings.run(seen.runId)) !== null;
}

type Picturing = Pick<ProjectingDependencies, 'rings' | 'verdicts'>;

async function toPicture({ rings, verdicts }: Picturing, runId: string): Promise<readonly ProjectedRing[]> {
  const shown: ProjectedRing[] = [];
  for await (const ring of shownRings(rings.allRings(runId), await verdicts.current())) {
    if (ring.status === 'ACTIVE') shown.push(toProjected(ring));
  }
  return shown;
}

const toProjected = ({ id, score, severity, summary, members }: Ring): ProjectedRing => ({
  id,
  score,
  severity,
  summary,
  members: members.map(({ kind, id: memberId, role, confidence }) => ({ kind, id: memberId, role, confidence })),
});

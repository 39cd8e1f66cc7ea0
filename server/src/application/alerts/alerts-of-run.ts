/** Reads what stands of alerts, and says what publishing this run does to them. */
import { isLive } from '../../domain/alert.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Principal } from '../../domain/principal.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { isFinal, type RingVerdict } from '../../domain/verdict.ts';
import type { AlertPublication, AlertStore, SuppressionStore } from '../ports/alert-store.ts';
import type { Randomness } from '../ports/clock.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { mayBeToldOf, raiseAlerts } from './raise-alerts.ts';
import { readSettlements } from './read-settlements.ts';

export type AlertDependencies = {
  readonly graph: Pick<GraphStore, 'entities'>;
  readonly alerts: AlertStore;
  readonly suppressions: SuppressionStore;
  readonly randomness: Randomness;
};
type Outcome = {
  readonly run: DetectionRun;
  readonly rings: readonly Ring[];
  readonly ended: readonly Ring[];
  readonly changes: readonly RingChange[];
  readonly previous: readonly Ring[];
  readonly verdicts: readonly RingVerdict[];
  readonly at: TimePoint;
};

const ID_BITS = 96;

export async function alertsOfRun(
  { graph, alerts, suppressions, randomness }: AlertDependencies,
  principal: Principal,
  { run, verdicts, at, ...found }: Outcome,
): Promise<AlertPublication> {
  const { lastStep, latest } = await alerts.picture();
  const live = new Set([...latest.values()].filter(isLive).map(({ ringId }) => ringId));
  const told = found.rings.filter((ring) => live.has(ring.id) || mayBeToldOf(ring));
  const asOf = run.asOf ?? at;
  const raised = raiseAlerts(
    { ...found, runId: run.id },
    {
      held: latest,
      suppressions: await suppressions.inForce(at),
      judged: new Set(verdicts.filter(isFinal).map(({ ringId }) => ringId)),
      settlesAt: await readSettlements(graph, { rings: told, asOf }),
      asOf,
      now: at,
      by: principal.name,
      newId: () => `alr_${randomness.token(ID_BITS)}`,
    },
  );
  return { basedOn: lastStep, ...raised };
}

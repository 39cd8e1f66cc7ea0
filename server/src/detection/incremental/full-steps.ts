/** A run that computes everything and knows which rings of the last one stand: those of which nobody was touched since. */
import type { GraphColumns } from '../columns.ts';
import { accountsOf } from '../find-entity.ts';
import type { DetectionParameters } from '../parameters.ts';
import { type DetectionHooks, type DetectionOutcome, detectionSteps } from '../pipeline.ts';
import type { Population } from '../population.ts';
import { createStages } from '../stages.ts';
import type { Standing } from '../standing-rings.ts';
import type { Before, Remembered } from './incremental-steps.ts';
import { readOverview } from './overview.ts';
import { look, type Seen, touchedSince } from './seen-accounts.ts';

export type FullOutcome = DetectionOutcome & {
  /** Worked out when it is wanted. */
  readonly remembered: () => Remembered;
};
/** `before`: null where nothing is known of an earlier run. */
type Given = { readonly before: Pick<Before, 'accounts' | 'rings'> | null; readonly parameters: DetectionParameters };

export function* fullSteps(
  columns: GraphColumns,
  { before, parameters }: Given,
  hooks: DetectionHooks,
): Generator<void, FullOutcome> {
  const { stage, stages } = createStages(hooks);
  const seen = before && (yield* stage('what stands', () => lookAt(columns)));
  const standing = before && seen ? standingSince(before, seen) : hooks.standing;
  const found = yield* detectionSteps(columns, parameters, { ...hooks, standing });
  const remembered = (): Remembered => {
    const { accounts } = seen ?? lookAt(columns);
    const { communityOf: community, nearness } = found;
    const waiting = new Uint8Array(community.length);
    return { norms: found.norms, accounts: { ...accounts, ...{ community, nearness, waiting } } };
  };
  return { ...found, stages: [...stages, ...found.stages], remembered };
}

type Looked = { readonly columns: GraphColumns; readonly population: Population; readonly accounts: Seen };

/** Of the overview and the hashes of rows little is kept: detection reads its own. */
function lookAt(columns: GraphColumns): Looked {
  const overview = readOverview(columns);
  const { hasher: _, ...accounts } = look(overview);
  return { columns, population: overview.population, accounts };
}

function standingSince({ accounts, rings }: Pick<Before, 'accounts' | 'rings'>, seen: Looked): Standing {
  const touched = touchedSince(accounts, seen.accounts);
  const isTouched = (account: number): boolean => touched[account] === 1;
  const stands = (members: Int32Array): boolean => members.every((account) => account >= 0 && !isTouched(account));
  return {
    rings: rings.filter(({ status, members }) => status === 'ACTIVE' && stands(accountsOf(seen, members))),
    isTouched,
  };
}

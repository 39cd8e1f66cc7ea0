/**
 * A candidate set of parameters beside another, by default the one in force: both run as trials on the same data at the
 * same moments, so that what differs is theirs. Nothing is published and nothing put in force.
 */
import { differentSettings } from '../../detection/parameters.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { type BackTest, type BackTestRequest, createBackTest } from '../back-test.ts';
import { createCompareRuns, type RunComparison } from '../compare-runs.ts';
import type { DetectionDependencies } from '../detect-rings.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { findSet, parametersInForce } from './parameters-in-force.ts';

export type ComparisonRequest = Omit<
  BackTestRequest,
  'judgedBy' | 'parameters' | 'parameterSet' | 'everyDays' | 'steps'
> & {
  /** Name or id. */
  readonly candidate: string;
  /** Default: the one in force. */
  readonly against?: string;
  /** How many weeks to look back for rings a week; 0: none. */
  readonly weeks: number;
};
export type EarlierRing = {
  readonly id: string;
  /** Days by which the candidate finds it earlier; negative: later. */
  readonly days: number;
};
export type ParameterComparison = {
  readonly against: ParameterSet;
  readonly candidate: ParameterSet;
  /** Paths of the parameters in which they differ. */
  readonly settings: readonly string[];
  /** First: against; second: the candidate. */
  readonly runs: RunComparison;
  readonly perWeek: Readonly<Record<'against' | 'candidate', BackTest['arrivalsPerWeek']>>;
  /** Rings both find, at different moments. */
  readonly earlier: readonly EarlierRing[];
};

const WEEK_DAYS = 7;
const BEFORE_ALL = 0 as TimePoint;

export function createCompareParameters(deps: DetectionDependencies) {
  const backTest = createBackTest(deps);
  return async (
    principal: Principal,
    { candidate, against, weeks, ...request }: ComparisonRequest,
  ): Promise<Result<ParameterComparison, Failure>> => {
    const refused = refusal(principal, 'runDetection');
    if (refused) return fail(refused);
    const sets = await findBoth(deps, candidate, against);
    if (!sets.ok) return sets;
    // Known fraudsters are not told to either: what people concluded is what both are measured against.
    const judgedBy = { links: currentTime(deps.clock), accounts: BEFORE_ALL };
    const given = { ...request, judgedBy, steps: weeks, everyDays: WEEK_DAYS };
    const first = await backTest(principal, { ...given, parameterSet: sets.value.against.id });
    if (!first.ok) return first;
    const second = await backTest(principal, { ...given, parameterSet: sets.value.candidate.id });
    if (!second.ok) return second;
    const [a, b] = [lastRunOf(first.value), lastRunOf(second.value)];
    const runs = await createCompareRuns(deps)(principal, a, b);
    if (!runs.ok) return runs;
    return ok({
      ...sets.value,
      settings: differentSettings(sets.value.against.parameters, sets.value.candidate.parameters),
      runs: runs.value,
      perWeek: { against: first.value.arrivalsPerWeek, candidate: second.value.arrivalsPerWeek },
      earlier: earlierRings(first.value, second.value),
    });
  };
}

type Sets = Pick<ParameterComparison, 'against' | 'candidate'>;

async function findBoth(
  deps: DetectionDependencies,
  name: string,
  against: string | undefined,
): Promise<Result<Sets, Failure>> {
  const candidate = await findSet(deps, name);
  if (!candidate.ok) return candidate;
  const other = against === undefined ? await inForce(deps) : await findSet(deps, against);
  if (!other.ok) return other;
  if (other.value.id !== candidate.value.id) return ok({ against: other.value, candidate: candidate.value });
  return fail(failure('INVALID_ARGUMENT', `${JSON.stringify(candidate.value.name)} is compared with itself.`));
}

async function inForce(deps: DetectionDependencies): Promise<Result<ParameterSet, Failure>> {
  const found = await parametersInForce(deps);
  return found.ok ? ok(found.value.set) : found;
}

const lastRunOf = ({ moments }: BackTest): string => moments.at(-1)?.run.id ?? '';

/** The same id in both trials is the same ring; the largest difference first. */
function earlierRings(a: BackTest, b: BackTest): readonly EarlierRing[] {
  const before = new Map(a.rings.map(({ ring, reached }) => [ring.id, reached.LOW?.daysBefore ?? 0]));
  return b.rings
    .flatMap(({ ring, reached }): EarlierRing[] => {
      const known = before.get(ring.id);
      const days = (reached.LOW?.daysBefore ?? 0) - (known ?? 0);
      return known === undefined || days === 0 ? [] : [{ id: ring.id, days }];
    })
    .sort((x, y) => Math.abs(y.days) - Math.abs(x.days) || y.days - x.days || (x.id < y.id ? -1 : 1));
}

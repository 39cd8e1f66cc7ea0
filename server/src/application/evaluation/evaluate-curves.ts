/** The same marks at every point of the camouflage curves, detection and baselines, over several seeds each. */
import type { Marketplace } from '@clewline/seed';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CurvePoint } from './curve-points.ts';
import {
  type BaselineChoice,
  evaluateMarketplaces,
  type OpenStores,
  type ScenarioEvaluation,
} from './evaluate-marketplaces.ts';

export type CurveRequest = {
  readonly points: readonly (CurvePoint & { readonly marketplaces: readonly Marketplace[] })[];
  readonly baselines: BaselineChoice;
};
export type CurveEvaluation = {
  readonly scenario: string;
  readonly seeds: number;
  readonly points: readonly (CurvePoint & Omit<ScenarioEvaluation, 'runs'>)[];
};

export async function evaluateCurves(
  openStores: OpenStores,
  principal: Principal,
  { points, baselines }: CurveRequest,
): Promise<Result<CurveEvaluation, Failure>> {
  const marked: CurveEvaluation['points'][number][] = [];
  // Points of different knobs with equal values are one marketplace: the scenario's own is on every curve.
  const known = new Map<string, ScenarioEvaluation>();
  for (const { name, camouflage, marketplaces } of points) {
    const key = JSON.stringify(camouflage);
    const before = known.get(key);
    const evaluated = before
      ? ok(before)
      : await evaluateMarketplaces(openStores, principal, { marketplaces, baselines });
    if (!evaluated.ok) return evaluated;
    known.set(key, evaluated.value);
    const { result, baselines: others } = evaluated.value;
    marked.push({ name, camouflage, result, baselines: others });
  }
  const marketplaces = points[0]?.marketplaces ?? [];
  return ok({ scenario: marketplaces[0]?.scenario.name ?? '', seeds: marketplaces.length, points: marked });
}

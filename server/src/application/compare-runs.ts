/** Two runs side by side: what each was given, and which rings differ. Rings are told apart by their lasting ids. */
import { differentSettings } from '../detection/parameters.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import { entityKey } from '../domain/entity-key.ts';
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring, Severity } from '../domain/ring.ts';
import type { RingStore } from './ports/case-store.ts';
import type { VerdictStore } from './ports/verdict-store.ts';
import { refusal } from './reader.ts';
import { type Conclusion, createConclusions, type JudgedRings, judgeRings } from './verdicts/judge-rings.ts';

export type ComparisonDependencies = { readonly rings: RingStore; readonly verdicts: VerdictStore };
export type ChangedRing = {
  readonly id: string;
  /** Members that the second has more, and fewer, as `Kind:id`. */
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly score: readonly [number, number];
  readonly severity: readonly [Severity, Severity];
};
export type RunComparison = {
  readonly first: DetectionRun;
  readonly second: DetectionRun;
  readonly sameResult: boolean;
  /** What the two were given that was not the same: `asOf`, `codeVersion`, a parameter's path, … */
  readonly differentInput: readonly string[];
  /** Ids that only the first, or only the second, has. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly ChangedRing[];
  readonly unchanged: number;
  /** Of those removed and added, the ids of rings that investigators had concluded on. */
  readonly concluded: Readonly<
    Record<'removed' | 'added', Readonly<Record<'confirmed' | 'dismissed', readonly string[]>>>
  >;
  /** Rings and precision at each threshold, before and after. */
  readonly judged: Readonly<Record<'first' | 'second', readonly JudgedRings[]>>;
};

export function createCompareRuns({ rings, verdicts }: ComparisonDependencies) {
  return async (principal: Principal, firstId: string, secondId: string): Promise<Result<RunComparison, Failure>> => {
    const refused = refusal(principal, 'readRings');
    if (refused) return fail(refused);
    const [first, second] = await Promise.all([rings.run(firstId), rings.run(secondId)]);
    if (first === null) return fail(failure('NOT_FOUND', `there is no run ${firstId}`));
    if (second === null) return fail(failure('NOT_FOUND', `there is no run ${secondId}`));
    const [before, after] = [await activeRings(rings, firstId), await activeRings(rings, secondId)];
    const kept = [...after.values()].filter(({ id }) => before.has(id));
    const changed = kept.map((ring) => compare(before.get(ring.id) ?? ring, ring)).filter((ring) => ring !== null);
    const conclude = createConclusions((await verdicts.current()).rings);
    const removed = [...before.values()].filter(({ id }) => !after.has(id));
    const added = [...after.values()].filter(({ id }) => !before.has(id));
    return ok({
      first,
      second,
      sameResult: first.resultHash === second.resultHash,
      differentInput: differentInput(first, second),
      removed: removed.map(({ id }) => id),
      added: added.map(({ id }) => id),
      concluded: { removed: concludedOf(removed, conclude), added: concludedOf(added, conclude) },
      judged: {
        first: judgeRings([...before.values()], conclude),
        second: judgeRings([...after.values()], conclude),
      },
      changed,
      unchanged: kept.length - changed.length,
    });
  };
}

function concludedOf(rings: readonly Ring[], conclude: (ring: Ring) => Conclusion) {
  const those = (conclusion: Conclusion): readonly string[] =>
    rings.filter((ring) => conclude(ring) === conclusion).map(({ id }) => id);
  return { confirmed: those('CONFIRMED'), dismissed: those('DISMISSED') };
}

async function activeRings(rings: RingStore, runId: string): Promise<ReadonlyMap<string, Ring>> {
  const found = new Map<string, Ring>();
  for await (const ring of rings.allRings(runId)) if (ring.status === 'ACTIVE') found.set(ring.id, ring);
  return found;
}

function compare(a: Ring, b: Ring): ChangedRing | null {
  const [before, after] = [new Set(a.members.map(entityKey)), new Set(b.members.map(entityKey))];
  const joined = [...after].filter((key) => !before.has(key));
  const left = [...before].filter((key) => !after.has(key));
  if (joined.length + left.length === 0 && a.score === b.score && a.severity === b.severity) return null;
  return { id: b.id, joined, left, score: [a.score, b.score], severity: [a.severity, b.severity] };
}

function differentInput(a: DetectionRun, b: DetectionRun): readonly string[] {
  const given = (['asOf', 'windowDays', 'changeNumber', 'codeVersion'] as const).filter((name) => a[name] !== b[name]);
  return [...given, ...differentSettings(a.parameters, b.parameters)];
}

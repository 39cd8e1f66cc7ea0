/**
 * Moments with more actors than a few. A flash sale, a viral clip, an audience draw ever other people, and their
 * coming together says nothing; but the same people in a crowd again and again, at other targets, are one hand, however
 * many they are. Only a crowd that comes back stays a moment, and of one larger than any ring a draw by what its
 * members are called, the same ones at every moment, so that pairs stay few.
 */
import { bucketBy, valuesAt } from '../graph/csr.ts';
import { filled } from '../graph/filled.ts';
import type { IncidencePairs } from '../graph/incidence.ts';
import type { FoundMoments } from './moments.ts';

export type CrowdLimits = {
  /** Persons in a moment from beyond which it is a crowd. */
  readonly most: number;
  /** Different targets at which a crowd must be seen. */
  readonly leastTargets: number;
  /** Persons who stay of a crowd. */
  readonly drawn: number;
  /** The same for a person in every run. */
  readonly hashOf: (person: number) => number;
};

/** Of the larger of two crowds so many must be in both. */
const SAME = 0.5;

export function withoutPassingCrowds(found: FoundMoments, limits: CrowdLimits): FoundMoments {
  const { moments, pairs } = found;
  const byMoment = bucketBy(pairs.column, moments.count);
  const sizeOf = (moment: number): number => (byMoment.offsets[moment + 1] ?? 0) - (byMoment.offsets[moment] ?? 0);
  const isCrowd = (moment: number): boolean => sizeOf(moment) > limits.most;
  if (!moments.target.some((_, moment) => isCrowd(moment))) return found;
  const personsAt = (moment: number): Int32Array =>
    valuesAt(pairs.row, byMoment.items.subarray(byMoment.offsets[moment] ?? 0, byMoment.offsets[moment + 1] ?? 0));
  const comesBack = createReturnTest(found, { sizeOf, personsAt, limits });
  const kept: Kept = { moments: [], row: [], column: [] };
  for (let moment = 0; moment < moments.count; moment++) {
    if (isCrowd(moment) && !comesBack(moment)) continue;
    const column = kept.moments.push(moment) - 1;
    for (const person of drawnOf(personsAt(moment), limits)) {
      kept.row.push(person);
      kept.column.push(column);
    }
  }
  return onlyThese(found, kept);
}

type Moment = { readonly sizeOf: (moment: number) => number; readonly personsAt: (moment: number) => Int32Array };

/** Whether the same crowd, by and large, was at enough other targets. */
function createReturnTest({ moments, pairs }: FoundMoments, { sizeOf, personsAt, limits }: Moment & Limited) {
  // What is half as large as a crowd may be most of it.
  const isLarge = filled(new Uint8Array(moments.count), (moment) => (sizeOf(moment) > limits.most * SAME ? 1 : 0));
  const largeOf = columnsByRow(pairs, isLarge);
  const common = new Int32Array(moments.count);
  return (moment: number): boolean => {
    const touched: number[] = [];
    for (const person of personsAt(moment)) {
      for (const other of largeOf(person)) {
        if (common[other] === 0) touched.push(other);
        common[other] = (common[other] ?? 0) + 1;
      }
    }
    const own = moments.target[moment] ?? -1;
    const same = touched.filter((other) => (common[other] ?? 0) >= SAME * Math.max(sizeOf(moment), sizeOf(other)));
    const targets = new Set(same.map((other) => moments.target[other] ?? -1)).add(own);
    for (const other of touched) common[other] = 0;
    return targets.size >= limits.leastTargets;
  };
}

type Limited = { readonly limits: CrowdLimits };

function columnsByRow({ row, column }: IncidencePairs, isWanted: Uint8Array): (row: number) => readonly number[] {
  const columns = new Map<number, number[]>();
  for (let i = 0; i < row.length; i++) {
    const [person, moment] = [row[i] ?? 0, column[i] ?? 0];
    if (isWanted[moment] !== 1) continue;
    const own = columns.get(person);
    if (own) own.push(moment);
    else columns.set(person, [moment]);
  }
  return (person) => columns.get(person) ?? [];
}

/** Of equal hashes the earlier person, who is so in every run. */
function drawnOf(persons: Int32Array, { drawn, hashOf }: CrowdLimits): ArrayLike<number> & Iterable<number> {
  if (persons.length <= drawn) return persons;
  const hashed = Array.from(persons, (person) => ({ person, hash: hashOf(person) }));
  hashed.sort((a, b) => a.hash - b.hash || a.person - b.person);
  return hashed.slice(0, drawn).map(({ person }) => person);
}

type Kept = { readonly moments: number[]; readonly row: number[]; readonly column: number[] };

function onlyThese({ moments }: FoundMoments, kept: Kept): FoundMoments {
  const at = Int32Array.from(kept.moments);
  let deeds = -1;
  let last = -1;
  const deed = at.map((moment) => {
    const own = moments.deed[moment] ?? 0;
    if (own !== last) deeds++;
    last = own;
    return deeds;
  });
  return {
    moments: {
      count: at.length,
      target: at.map((moment) => moments.target[moment] ?? 0),
      deed,
      type: kept.moments.map((moment) => moments.type[moment] ?? 'ORDER'),
      startMs: Float64Array.from(at, (moment) => moments.startMs[moment] ?? 0),
      expected: Float64Array.from(at, (moment) => moments.expected[moment] ?? 0),
    },
    pairs: { row: Int32Array.from(kept.row), column: Int32Array.from(kept.column) },
  };
}

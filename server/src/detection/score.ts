/**
 * Additive and monotone: every finding adds points, kinds that are independent of each other add a bonus, honest
 * explanations take away. Findings of one kind say the same thing again: the strongest counts in full, the others a
 * part. The sum saturates towards 100, so that more of everything always ranks higher.
 */
import type { ScoreTerm } from '../domain/ring.ts';
import type { CounterFinding, Finding, Findings, IndependentKind } from './evidence/finding.ts';

const REPEATED = 0.35;
const EXPLAINED = 0.25;
/** For each further independent kind, where it ties every member; less where it ties some. */
const KIND_BONUS = 10;
/** A kind counts as independent evidence from this many points on. */
export const MATERIAL_POINTS = 4;

export type Weighed = {
  readonly finding: Finding;
  readonly points: number;
  readonly queuePoints: number;
  readonly explained: boolean;
};

export type Score = {
  /** Ranks. */
  readonly score: number;
  /** The same without what only moves it up the queue: by this it is reported, and severe. */
  readonly gravity: number;
  readonly weighed: readonly Weighed[];
  readonly terms: readonly ScoreTerm[];
  /** Material kinds, and those of them without an honest explanation. */
  readonly kinds: readonly IndependentKind[];
  readonly unexplained: readonly IndependentKind[];
  /** Of these, those that nothing may explain. */
  readonly firm: readonly IndependentKind[];
  /** Share taken away by counter-evidence. */
  readonly doubt: number;
};

/** Room for the rounding of the bonus and of the score. */
const ROUNDING = 0.01;

/** No less than the score that these can reach: every finding in full, every further kind tying every member. */
export function scoreAtMost(findings: readonly Finding[]): number {
  const kinds: IndependentKind[] = [];
  let sum = ROUNDING;
  for (const { kind, points, through } of findings) {
    sum += points;
    if (through === undefined && !kinds.includes(kind)) kinds.push(kind);
  }
  sum += KIND_BONUS * Math.max(0, kinds.length - 1);
  return 100 * (1 - Math.exp(-sum / 100)) + ROUNDING;
}

export function scoreOf(findings: Findings, size: number): Score {
  const explained = new Set(findings.against.flatMap(({ explains }) => explains));
  const seen = new Map<IndependentKind, readonly Finding[]>();
  const weighed = findings.for.map((finding) => {
    const before = seen.get(finding.kind) ?? [];
    seen.set(finding.kind, [...before, finding]);
    const repeated = before.some((other) => sameMembers(other, finding)) ? REPEATED : 1;
    const isExplained = explained.has(finding.kind) || isToldThrough(finding, (kind) => explained.has(kind));
    const counts = repeated * (isExplained ? EXPLAINED : 1);
    const { points, queuePoints = 0 } = finding;
    return { finding, points: points * counts, queuePoints: queuePoints * counts, explained: isExplained };
  });
  const kinds = materialKinds(findings.for);
  const unexplained = kinds.filter((kind) => !explained.has(kind));
  const mayBe = new Set(findings.against.flatMap(({ mayExplain = [] }) => mayExplain));
  const firm = unexplained.filter((kind) => !mayBe.has(kind));
  const bonus = round(KIND_BONUS * breadth(findings.for, unexplained, size));
  const sum = weighed.reduce((total, { points }) => total + points, bonus);
  const doubt = 1 - findings.against.reduce((rest, { penalty }) => rest * (1 - penalty), 1);
  const saturated = (points: number): number => round(100 * (1 - Math.exp((-points * (1 - doubt)) / 100)));
  const gravity = saturated(sum);
  const score = saturated(weighed.reduce((total, { queuePoints }) => total + queuePoints, sum));
  const all = terms(weighed, bonus, findings.against, gravity);
  if (score > gravity) all.push({ name: 'QUEUE', points: round(score - gravity) });
  return { score, gravity, weighed, kinds, unexplained, firm, doubt, terms: all };
}

/** Whether a finding is told through kinds that are all so. */
export const isToldThrough = ({ through = [] }: Finding, isSo: (kind: IndependentKind) => boolean): boolean =>
  through.length > 0 && through.every(isSo);

function materialKinds(findings: readonly Finding[]): IndependentKind[] {
  const points = new Map<IndependentKind, number>();
  for (const finding of findings) {
    if (finding.through === undefined) points.set(finding.kind, (points.get(finding.kind) ?? 0) + finding.points);
  }
  return [...points].filter(([, total]) => total >= MATERIAL_POINTS).map(([kind]) => kind);
}

/**
 * Each unexplained kind by the share of the members it ties, squared; the widest one is the base and does
 * not count. That people who share something also know each other is no news. */
function breadth(findings: readonly Finding[], kinds: readonly IndependentKind[], size: number): number {
  const shares = kinds
    .filter((kind) => kind !== 'social')
    .map((kind) => Math.min(1, countMembers(findings, kind) / size) ** 2);
  return shares.reduce((sum, share) => sum + share, 0) - Math.max(0, ...shares);
}

function countMembers(findings: readonly Finding[], kind: IndependentKind): number {
  const ofKind = findings.filter((finding) => finding.kind === kind);
  // Each finding names a member once.
  if (ofKind.length === 1) return ofKind[0]?.members.length ?? 0;
  const members = new Set<number>();
  for (const finding of ofKind) for (const member of finding.members) members.add(member);
  return members.size;
}

/** The same accounts, by and large: a second finding of a kind about other accounts is news. */
function sameMembers(a: Finding, b: Finding): boolean {
  const other = new Set(a.members);
  const common = b.members.filter((account) => other.has(account)).length;
  return common >= 0.5 * Math.min(a.members.length, b.members.length);
}

/** Addends that sum to the gravity exactly, to two decimals; the last one is the saturation. */
function terms(
  weighed: readonly Weighed[],
  bonus: number,
  against: readonly CounterFinding[],
  gravity: number,
): ScoreTerm[] {
  const list: ScoreTerm[] = weighed.map(({ finding, points }) => ({ name: finding.type, points: round(points) }));
  if (bonus > 0) list.push({ name: 'INDEPENDENT_KINDS', points: bonus });
  let left = list.reduce((total, { points }) => total + points, 0);
  for (const { type, penalty } of against) {
    if (penalty === 0) continue;
    list.push({ name: type, points: round(-left * penalty) });
    left *= 1 - penalty;
  }
  const sum = list.reduce((total, { points }) => total + points, 0);
  list.push({ name: 'SATURATION', points: round(gravity - sum) });
  return list;
}

export const round = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;

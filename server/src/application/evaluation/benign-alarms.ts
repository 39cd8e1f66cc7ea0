/**
 * How often an innocent structure is taken for a ring. It counts as accused when a found ring and the structure have
 * at least three accounts in common (all of a smaller one) and these are half of either: a ring that merely brushes
 * one flatmate accuses nobody's home, one that is mostly flatmates does.
 */
import { compareText } from '../../domain/compare-text.ts';
import { type FoundRing, reaches } from './found-ring.ts';
import { type Group, overlapsOf } from './match-rings.ts';
import type { PlantedInnocent } from './planted-truth.ts';
import { proportionInterval } from './proportion-interval.ts';
import type { Interval } from './resample.ts';

const ENOUGH_ACCOUNTS = 3;

export type Alarms = {
  readonly kind: string;
  readonly planted: number;
  readonly accused: number;
  readonly rate: number;
  /** 95 %. */
  readonly interval: Interval | null;
};
/** Structures accused at any severity, and by a ring of HIGH or above. */
export type BenignAlarms = Alarms & {
  readonly accusedHigh: number;
  readonly rateHigh: number;
  readonly intervalHigh: Interval | null;
};

export function measureBenignAlarms(
  found: readonly FoundRing[],
  innocents: readonly PlantedInnocent[],
): readonly BenignAlarms[] {
  const atHigh = alarmsByKind(
    found.filter((ring) => reaches(ring, 'HIGH')),
    innocents,
  );
  return alarmsByKind(found, innocents).map((any, i) => {
    const { accused = 0, rate = 0, interval = null } = atHigh[i] ?? {};
    return { ...any, accusedHigh: accused, rateHigh: rate, intervalHigh: interval };
  });
}

export function alarmsByKind(found: readonly Group[], innocents: readonly PlantedInnocent[]): readonly Alarms[] {
  const accusations = accusedBy(found, innocents);
  const kinds = [...new Set(innocents.map((each) => each.kind))].sort(compareText);
  return kinds.map((kind) => {
    const ours = innocents.flatMap((each, position) => (each.kind === kind ? [position] : []));
    const accused = ours.filter((position) => accusations.has(position)).length;
    const interval = proportionInterval(accused, ours.length);
    return { kind, planted: ours.length, accused, rate: accused / ours.length, interval };
  });
}

function accusedBy(found: readonly Group[], innocents: readonly PlantedInnocent[]): ReadonlySet<number> {
  const accused = new Set<number>();
  for (const { found: f, planted: position, common } of overlapsOf(found, innocents)) {
    const [ring, home] = [found[f]?.members.length ?? 0, innocents[position]?.members.length ?? 0];
    const enough = common >= Math.min(ENOUGH_ACCOUNTS, home);
    if (enough && (common >= ring / 2 || common >= home / 2)) accused.add(position);
  }
  return accused;
}

/**
 * How often an innocent structure is taken for a ring. It counts as accused when a found ring and the structure have
 * at least three accounts in common (all of a smaller one) and these are half of either: a ring that merely brushes
 * one flatmate accuses nobody's home, one that is mostly flatmates does.
 */
import { compareText } from '../../domain/compare-text.ts';
import { type FoundRing, reaches } from './found-ring.ts';
import { overlapsOf } from './match-rings.ts';
import type { PlantedInnocent } from './planted-truth.ts';

const ENOUGH_ACCOUNTS = 3;

export type BenignAlarms = {
  readonly kind: string;
  readonly planted: number;
  /** Structures accused at any severity, and by a ring of HIGH or above. */
  readonly accused: number;
  readonly accusedHigh: number;
  readonly rate: number;
  readonly rateHigh: number;
};

export function measureBenignAlarms(
  found: readonly FoundRing[],
  innocents: readonly PlantedInnocent[],
): readonly BenignAlarms[] {
  const accused = accusedBy(found, innocents);
  const accusedHigh = accusedBy(
    found.filter((ring) => reaches(ring, 'HIGH')),
    innocents,
  );
  const kinds = [...new Set(innocents.map((each) => each.kind))].sort(compareText);
  return kinds.map((kind) => {
    const ours = innocents.flatMap((each, position) => (each.kind === kind ? [position] : []));
    const count = (among: ReadonlySet<number>): number => ours.filter((position) => among.has(position)).length;
    const [any, high] = [count(accused), count(accusedHigh)];
    return {
      kind,
      planted: ours.length,
      accused: any,
      accusedHigh: high,
      rate: any / ours.length,
      rateHigh: high / ours.length,
    };
  });
}

function accusedBy(found: readonly FoundRing[], innocents: readonly PlantedInnocent[]): ReadonlySet<number> {
  const accused = new Set<number>();
  for (const { found: f, planted: position, common } of overlapsOf(found, innocents)) {
    const [ring, home] = [found[f]?.members.length ?? 0, innocents[position]?.members.length ?? 0];
    const enough = common >= Math.min(ENOUGH_ACCOUNTS, home);
    if (enough && (common >= ring / 2 || common >= home / 2)) accused.add(position);
  }
  return accused;
}

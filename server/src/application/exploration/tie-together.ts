/**
 * Which entities tie the seeds to one another: those on a way of at most `maxHops` links between two different seeds
 * that passes through no hub and no third seed (else all that hangs on a seed would count as a tie to its neighbours).
 * Every entity keeps its two nearest different seeds, which is enough: a way through it is shortest between these two.
 */
import { isHub } from './hub.ts';
import type { Surroundings } from './surroundings.ts';
import type { Ranked } from './suspicion-order.ts';

type Label = { readonly seed: string; readonly hops: number; readonly strength: number };
type Step = { readonly key: string; readonly label: Label };

/** By entity key; strength is the product along the way between the two seeds. */
export function tieTogether(
  surroundings: Surroundings,
  { seeds, maxHops }: { readonly seeds: readonly string[]; readonly maxHops: number },
): readonly Ranked[] {
  const labels = labelNearest(surroundings, { seeds, maxHops });
  const isSeed = new Set(seeds);
  const tying: Ranked[] = [];
  for (const [key, [nearest, second]] of labels) {
    const entity = surroundings.entities.get(key);
    if (!entity || isSeed.has(key) || isHub(entity) || !nearest || !second) continue;
    if (nearest.hops + second.hops <= maxHops) {
      tying.push({ entity, strength: nearest.strength * second.strength });
    }
  }
  return tying;
}

function labelNearest(
  surroundings: Surroundings,
  { seeds, maxHops }: { readonly seeds: readonly string[]; readonly maxHops: number },
): ReadonlyMap<string, readonly Label[]> {
  const labels = new Map<string, Label[]>();
  const isSeed = new Set(seeds);
  let frontier: readonly Step[] = seeds.map((seed) => ({ key: seed, label: { seed, hops: 0, strength: 1 } }));
  for (const { key, label } of frontier) labels.set(key, [label]);
  for (let hops = 1; hops < maxHops; hops++) {
    const next = frontier.flatMap((step) => stepsFrom(step, { surroundings, isSeed, hops }));
    frontier = settle(next, labels);
  }
  return labels;
}

type Walk = { readonly surroundings: Surroundings; readonly isSeed: ReadonlySet<string>; readonly hops: number };

/** Never through a hub; what is known by reference only was not walked from, so nothing is tied beyond it. */
function stepsFrom({ key, label }: Step, { surroundings, isSeed, hops }: Walk): readonly Step[] {
  const { local, entities } = surroundings;
  const entity = entities.get(key);
  if (!entity || (isSeed.has(key) ? key !== label.seed : isHub(entity))) return [];
  const steps: Step[] = [];
  for (const [other, link] of local.neighbours(key)) {
    if (!entities.has(other)) continue;
    steps.push({ key: other, label: { seed: label.seed, hops, strength: label.strength * link.strength } });
  }
  return steps;
}

/** Takes on the strongest first, so that of equally near seeds the better tied stay. */
function settle(steps: readonly Step[], labels: Map<string, Label[]>): readonly Step[] {
  const ordered = [...steps].sort((a, b) => b.label.strength - a.label.strength);
  return ordered.filter(({ key, label }) => {
    const known = labels.get(key) ?? [];
    if (known.length >= 2 || known.some((one) => one.seed === label.seed)) return false;
    labels.set(key, [...known, label]);
    return true;
  });
}

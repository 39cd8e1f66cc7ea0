/** Plans the rings of a scenario and plants each: recipe, then camouflage, then a few traces of earlier enforcement. */
import { ban } from '../behaviour/access.ts';
import { clamp, DAY, PERIOD_DAYS, PERIOD_START } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { anyNeighbourhood, type Town } from '../town.ts';
import type { PlantedRing, Typology } from '../truth.ts';
import { RING_RECIPES } from './catalogue.ts';
import { behaveOrdinarily, type CastMember, dragIn, type RingRecipe, type RingScene } from './scene.ts';

export type RingPlan = { readonly number: number; readonly recipe: RingRecipe; readonly size: number };

/** Every typology once, then in turn again until the share of ring accounts is reached. */
export function planRings(random: Random, scenario: Scenario): RingPlan[] {
  const recipes = RING_RECIPES.filter((recipe) => scenario.typologies.includes(recipe.typology));
  const plans: RingPlan[] = [];
  let members = 0;
  while (recipes.length > 0 && (plans.length < recipes.length || members < scenario.actors * scenario.ringShare)) {
    const recipe = recipes[plans.length % recipes.length];
    if (!recipe) break;
    const wanted = Math.round(random.logNormal(scenario.ringSize.median, scenario.ringSize.sigma));
    const size = clamp(wanted, Math.max(4, recipe.sizes[0]), Math.min(60, recipe.sizes[1]));
    const number = plans.length + 1;
    plans.push({ number, recipe, size: crowdSize(random.split(`crowd/${number}`), recipe) ?? size });
    // Crowds come on top: they take no other ring's place.
    members += size;
  }
  return plans;
}

function crowdSize(random: Random, { crowds }: RingRecipe): number | null {
  return crowds !== undefined && random.chance(crowds.share) ? random.int(...crowds.sizes) : null;
}

export function plantRing(ledger: Ledger, random: Random, town: Town, plan: RingPlan, scenario: Scenario): PlantedRing {
  const place = anyNeighbourhood(random, town);
  const start = PERIOD_START + random.int(25, PERIOD_DAYS - 60) * DAY + random.int(0, 86_399) * 1000;
  const scene: RingScene = {
    ledger,
    random,
    place,
    camouflage: scenario.camouflage,
    size: plan.size,
    start,
    pools: { essential: 0 },
  };
  const firstRow = ledger.rows.length;
  const cast = plan.recipe.plant(scene);
  const actors = cast.members.map((member) => member.actor);
  // Victims lead an honest life already; thieves' accounts need one.
  const thieves = cast.members.filter((member) => member.role !== 'VICTIM').map((member) => member.actor);
  behaveOrdinarily(scene, thieves, firstRow);
  const bystanders = [...(cast.bystanders ?? []), ...dragIn(scene, actors)];
  rememberEnforcement(scene, cast.members);
  return {
    id: `ring-${String(plan.number).padStart(4, '0')}-${typologySlug(plan.recipe.typology)}`,
    typology: plan.recipe.typology,
    market: place.market.code,
    members: cast.members.map(({ actor, role }) => ({ kind: actor.kind, id: actor.id, role })),
    bystanders: bystanders.map(({ kind, id }) => ({ kind, id })),
  };
}

const typologySlug = (typology: Typology): string => typology.toLowerCase().replaceAll('_', '-');

/** In a quarter of the rings the platform already knows somebody. */
function rememberEnforcement({ ledger, random, start }: RingScene, members: readonly CastMember[]): void {
  const known = members.filter(({ actor, role }) => role !== 'VICTIM' && actor.status === 'active');
  if (known.length === 0 || !random.chance(0.25)) return;
  const { actor } = random.pick(known);
  const at = start + random.int(10, 50) * DAY;
  if (random.chance(0.5)) ban(ledger, actor, at, 'coordinated abuse');
  else actor.risk = { label: random.chance(0.6) ? 'confirmedFraud' : 'suspected', at };
}

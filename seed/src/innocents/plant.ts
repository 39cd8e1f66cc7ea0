/** Plants each kind of innocent structure, so many times in every district. */
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import type { Town } from '../town.ts';
import type { PlantedInnocent } from '../truth.ts';
import { INNOCENT_RECIPES } from './catalogue.ts';

export function plantInnocents(ledger: Ledger, random: Random, town: Town, scenario: Scenario): PlantedInnocent[] {
  return INNOCENT_RECIPES.flatMap((recipe) =>
    Array.from({ length: scenario.innocentsPerKind }, (_, i) => {
      const number = town.district * scenario.innocentsPerKind + i + 1;
      // The bigger markets in turn: the smallest village has no hall of residence.
      const place = town.neighbourhoods[i % Math.min(3, town.neighbourhoods.length)];
      if (!place) throw new Error('a town needs a neighbourhood');
      const { hardInnocents } = scenario;
      const own = random.split(`${recipe.kind}/${number}`);
      const actors = recipe.plant({ ledger, random: own, place, hardInnocents });
      return {
        id: `innocent-${recipe.kind.toLowerCase().replaceAll('_', '-')}-${String(number).padStart(3, '0')}`,
        kind: recipe.kind,
        market: place.market.code,
        members: actors.map(({ kind, id }) => ({ kind, id })),
      };
    }),
  );
}

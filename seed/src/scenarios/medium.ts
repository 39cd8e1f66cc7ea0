/** About 100 thousand links, medium camouflage: the scenario detection figures are quoted on. */
import { MEDIUM_CAMOUFLAGE, type Scenario } from '../scenario.ts';
import { TYPOLOGIES } from '../truth.ts';

export const medium: Scenario = {
  name: 'medium',
  seed: 'clewline-medium-1',
  actors: 9_000,
  ringShare: 0.04,
  typologies: TYPOLOGIES,
  innocentsPerKind: 3,
  hardInnocents: 0.3,
  camouflage: MEDIUM_CAMOUFLAGE,
  ringSize: { median: 9, sigma: 0.6 },
};

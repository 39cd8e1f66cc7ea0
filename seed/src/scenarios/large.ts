/** About a million links in several districts, rings at their natural share. */
import { MEDIUM_CAMOUFLAGE, type Scenario } from '../scenario.ts';
import { TYPOLOGIES } from '../truth.ts';

export const large: Scenario = {
  name: 'large',
  seed: 'clewline-large-1',
  actors: 102_000,
  ringShare: 0.01,
  typologies: TYPOLOGIES,
  innocentsPerKind: 2,
  hardInnocents: 0.3,
  camouflage: MEDIUM_CAMOUFLAGE,
  ringSize: { median: 10, sigma: 0.7 },
};

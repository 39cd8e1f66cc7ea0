/** What a first start shows: a market one can look through in an afternoon, with every typology and every look-alike. */
import { MEDIUM_CAMOUFLAGE, type Scenario } from '../scenario.ts';
import { TYPOLOGIES } from '../truth.ts';

export const demo: Scenario = {
  name: 'demo',
  seed: 'clewline-demo-1',
  actors: 8_000,
  ringShare: 0.01,
  typologies: TYPOLOGIES,
  innocentsPerKind: 2,
  hardInnocents: 0,
  camouflage: MEDIUM_CAMOUFLAGE,
  ringSize: { median: 9, sigma: 0.5 },
};

/** For tests and first tries: all typologies and look-alikes in a village. */
import { MEDIUM_CAMOUFLAGE, type Scenario } from '../scenario.ts';
import { TYPOLOGIES } from '../truth.ts';

export const small: Scenario = {
  name: 'small',
  seed: 'clewline-small-1',
  actors: 2_000,
  ringShare: 0.01,
  typologies: TYPOLOGIES,
  innocentsPerKind: 1,
  hardInnocents: 0,
  camouflage: MEDIUM_CAMOUFLAGE,
  ringSize: { median: 7, sigma: 0.4 },
};

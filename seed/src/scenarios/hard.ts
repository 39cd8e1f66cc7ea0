/** Rings that know they are watched: four decoys an action, most identifiers fresh, days of jitter, loose ties. */
import type { Scenario } from '../scenario.ts';
import { TYPOLOGIES } from '../truth.ts';

export const hard: Scenario = {
  name: 'hard',
  seed: 'clewline-hard-1',
  actors: 9_000,
  ringShare: 0.03,
  typologies: TYPOLOGIES,
  innocentsPerKind: 3,
  hardInnocents: 0.3,
  camouflage: { decoys: 4, rotation: 0.6, jitterMinutes: 1_440, density: 0.3, hijacked: 0.15 },
  ringSize: { median: 10, sigma: 0.6 },
};

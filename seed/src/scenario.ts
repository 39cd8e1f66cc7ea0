/** What a marketplace is made from: size, how much fraud, how well it hides. */
import type { Typology } from './truth.ts';

/** How rings hide. Each knob is swept alone and together with the others in evaluation. */
export type Camouflage = {
  /** Ordinary-looking actions for each coordinated one (FRAUDAR's camouflage to popular targets). */
  readonly decoys: number;
  /** Chance that a use of a shared identifier is replaced by a fresh one. */
  readonly rotation: number;
  /** Spread of coordinated moments around their plan, σ in minutes. */
  readonly jitterMinutes: number;
  /** Chance that a member takes part in any one joint action or touches a second shared identifier. */
  readonly density: number;
  /** Honest accounts dragged in, as a share of the ring's size. */
  readonly hijacked: number;
};

export type Scenario = {
  readonly name: string;
  readonly seed: string;
  /** Honest accounts, about: planted structures come on top. */
  readonly actors: number;
  /** Members of rings as a share of `actors`; every typology named is planted at least once. */
  readonly ringShare: number;
  readonly typologies: readonly Typology[];
  readonly innocentsPerKind: number;
  /**
   * Share of innocent structures in their hard form, where their kind has one: tied by more than one thing, at once, or
   * without the label that clears them.
   */
  readonly hardInnocents: number;
  readonly camouflage: Camouflage;
  /** Median and spread of ring sizes (log-normal, cut to 4–60). */
  readonly ringSize: { readonly median: number; readonly sigma: number };
};

export const MEDIUM_CAMOUFLAGE: Camouflage = {
  decoys: 1,
  rotation: 0.3,
  jitterMinutes: 60,
  density: 0.5,
  hijacked: 0.05,
};

/** The marketplace generator: what other packages may use. */
// biome-ignore-all lint/performance/noBarrelFile: this is the package's one entry.
export { AS_OF, iso, PERIOD_START } from './calendar.ts';
export { generateMarketplace, type Marketplace } from './marketplace.ts';
export type { EntityRow, EventRow, LinkRow, Ref, SeedRecord } from './rows.ts';
export { type Camouflage, MEDIUM_CAMOUFLAGE, type Scenario } from './scenario.ts';
export { SCENARIOS, scenarioByName, scenarioOfSize } from './scenarios/catalogue.ts';
export {
  INNOCENT_KINDS,
  type InnocentKind,
  type PlantedInnocent,
  type PlantedMember,
  type PlantedRing,
  type Truth,
  TYPOLOGIES,
  type Typology,
} from './truth.ts';
export { writeMarketplace } from './write-files.ts';

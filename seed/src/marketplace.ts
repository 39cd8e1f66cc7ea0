/**
 * Puts a marketplace together, district by district: each has its own people, rings and innocent structures, and all
 * share the big shops and creators. One district is in memory at a time, so size costs time, not memory.
 */
import {
  type Anchors,
  createContent,
  liveOrdinarily,
  openShop,
  runShop,
  settleTown,
  startChannel,
} from './background.ts';
import { plantInnocents } from './innocents/plant.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { MARKETS } from './markets.ts';
import { createRandom, type Random } from './random.ts';
import { planRings, plantRing, type RingPlan } from './rings/plant.ts';
import type { SeedRecord } from './rows.ts';
import type { Scenario } from './scenario.ts';
import type { PlantedInnocent, PlantedRing, Truth } from './truth.ts';

export type Marketplace = {
  readonly scenario: Scenario;
  /** Every row, generated while it is read; each reading starts afresh and gives the same rows. */
  readonly records: Iterable<SeedRecord>;
  /** What was planted; reads the marketplace through once if nobody has yet. */
  readonly truth: Truth;
};

const ACTORS_PER_DISTRICT = 10_000;
const SHARES = { buyers: 0.8, sellers: 0.13, creators: 0.07 } as const;

type District = { readonly rows: readonly SeedRecord[]; readonly truth: Truth };

export function generateMarketplace(scenario: Scenario): Marketplace {
  let known: Truth | null = null;
  function* records(): Generator<SeedRecord> {
    const rings: PlantedRing[] = [];
    const innocents: PlantedInnocent[] = [];
    for (const district of districts(scenario)) {
      yield* district.rows;
      rings.push(...district.truth.rings);
      innocents.push(...district.truth.innocents);
    }
    known = { rings, innocents };
  }
  return {
    scenario,
    records: { [Symbol.iterator]: records },
    get truth() {
      if (!known) for (const _ of records());
      return known ?? { rings: [], innocents: [] };
    },
  };
}

function* districts(scenario: Scenario): Generator<District> {
  const random = createRandom(scenario.seed);
  const key = random.split('ids').int(0, 0xffffffff);
  const count = Math.max(1, Math.round(scenario.actors / ACTORS_PER_DISTRICT));
  const plans = planRings(random.split('rings'), scenario);
  const highStreet = createLedger(0, key);
  const anchors = count > 1 ? openHighStreet(highStreet, random.split('anchors')) : { sellers: [], creators: [] };
  for (let i = 0; i < count; i++) {
    const mine = plans.filter((plan) => (plan.number - 1) % count === i);
    yield buildDistrict(createLedger(i + 1, key), random.split(`district/${i}`), {
      ...{ scenario, anchors, plans: mine, number: i },
      actors: Math.round(scenario.actors / count),
    });
  }
  highStreet.close();
  yield { rows: highStreet.rows, truth: { rings: [], innocents: [] } };
}

function openHighStreet(ledger: Ledger, random: Random): Anchors {
  const each = MARKETS.flatMap((market) => Array.from({ length: 40 }, () => market));
  const sellers = each.map((market) => openShop(ledger, random, market, random.int(10, 60)));
  const places = { buyers: [], creators: [], anchorSellers: sellers, anchorCreators: [], welcomeCoupons: [] };
  const creators = each.map((market) => startChannel(ledger, random, market));
  for (const seller of sellers) runShop(ledger, random, seller);
  for (const creator of creators)
    createContent(ledger, random, { ...places, market: creator.market, sellers }, creator);
  return { sellers, creators };
}

type Site = {
  readonly scenario: Scenario;
  readonly anchors: Anchors;
  readonly plans: readonly RingPlan[];
  readonly number: number;
  readonly actors: number;
};

function buildDistrict(ledger: Ledger, random: Random, site: Site): District {
  const population = {
    buyers: Math.round(site.actors * SHARES.buyers),
    sellers: Math.round(site.actors * SHARES.sellers),
    creators: Math.round(site.actors * SHARES.creators),
  };
  const town = settleTown(ledger, random.split('town'), population, { district: site.number, anchors: site.anchors });
  liveOrdinarily(ledger, random.split('life'), town);
  const rings = site.plans.map((plan) =>
    plantRing(ledger, random.split(`ring/${plan.number}`), town, plan, site.scenario),
  );
  const innocents = plantInnocents(ledger, random.split('innocents'), town, site.scenario);
  ledger.close();
  return { rows: ledger.rows, truth: { rings, innocents } };
}

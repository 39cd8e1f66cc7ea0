/** Everything that is read once about the whole marketplace, before any group is looked at. */
import {
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  type EntityKind,
  type EntityStatus,
  RISK_LABELS,
  type RiskLabel,
} from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Activity } from './activity.ts';
import type { GraphColumns } from './columns.ts';
import { type Conduct, readConduct } from './conduct.ts';
import { sortTimes } from './graph/ascending.ts';
import { positionsWhere } from './graph/edge-selection.ts';
import { filled } from './graph/filled.ts';
import { type Holdings, readHoldings } from './holdings.ts';
import type { Hubs } from './hubs.ts';
import { createUses, type Uses } from './identifier-uses.ts';
import { createKeptOnce, type KeptOnce } from './kept-once.ts';
import type { Clocks, MarketNorms, Universe } from './norms.ts';
import type { DetectionParameters } from './parameters.ts';
import type { Population } from './population.ts';
import { type Rarity, readRarity } from './rarity.ts';
import type { Relation, Relations } from './relations.ts';

import { kindCode, type Sharing } from './sharing.ts';
import {
  type ClockHabits,
  createTeller,
  type HabitsOfClocks,
  knownAmong,
  readHabits,
  type Teller,
  whatTimesTellByClock,
} from './signals/clock.ts';
import type { MoneyPattern } from './signals/payments.ts';
import { findQuickRedemptions, type QuickRedemptions } from './signals/quick-redemptions.ts';
import type { Synchrony } from './signals/synchrony.ts';
import { readTypicalAmounts, type TypicalAmounts } from './typical-amounts.ts';

export type Marketplace = {
  /** How many there are to judge chance against: those of the last full run, where only a part is computed. */
  readonly universe: Universe;
  readonly columns: GraphColumns;
  readonly parameters: DetectionParameters;
  readonly population: Population;
  readonly sharing: Sharing;
  readonly hubs: Hubs;
  readonly rarity: Rarity;
  readonly holdings: Holdings;
  readonly activity: Activity;
  readonly conduct: Conduct;
  readonly synchrony: Synchrony;
  /** Account → the cycles and the spreading and gathering of money it takes part in. */
  readonly moneyPatternsOf: ReadonlyMap<number, readonly MoneyPattern[]>;
  readonly quickRedemptions: QuickRedemptions;
  readonly relations: Relations;
  readonly uses: Uses;
  readonly typicalAmounts: TypicalAmounts;
  /** Account → what the time of its registration tells, by TELLS; each kind of account has a clock of its own. */
  readonly registrationTells: Uint8Array;
  readonly registrationHabits: HabitsOfClocks;
  readonly firstSights: FirstSights;
  /** All known registration times, ascending. */
  readonly registrations: Float64Array;
  readonly once: KeptOnce;
};

/** Each kind of identifier has a clock of its own. */
export type FirstSights = {
  /** What the time of a first sighting tells. */
  readonly teller: (kind: EntityKind) => Teller;
  readonly habits: (kind: EntityKind) => ClockHabits;
};

type Read = Pick<
  Marketplace,
  'universe' | 'columns' | 'parameters' | 'population' | 'sharing' | 'hubs' | 'activity' | 'synchrony' | 'relations'
>;

export function readMarketplace(read: Read, moneyPatterns: readonly MoneyPattern[], held?: MarketNorms): Marketplace {
  const { columns, population, sharing, activity } = read;
  const { createdAt } = columns.entities;
  const created = filled(
    new Float64Array(population.accountCount),
    (account) => createdAt[population.entityOf[account] ?? 0] ?? Number.NaN,
  );
  const kinds = population.entityOf.map((entity) => columns.entities.kind[entity] ?? 0);
  const registered = whatTimesTellByClock(created, kinds, held?.clocks.registrations);
  const moneyPatternsOf = new Map<number, MoneyPattern[]>();
  for (const pattern of moneyPatterns) {
    for (const account of pattern.accounts) {
      const known = moneyPatternsOf.get(account);
      if (known) known.push(pattern);
      else moneyPatternsOf.set(account, [pattern]);
    }
  }
  return {
    ...read,
    moneyPatternsOf,
    rarity: readRarity(sharing, held?.rarity),
    holdings: readHoldings(sharing, held?.cards),
    conduct: readConduct({ columns, activity, accountCount: population.accountCount }, held?.conduct),
    typicalAmounts: readTypicalAmounts(columns, held?.typicalAmounts),
    uses: createUses(columns),
    quickRedemptions: {
      ...findQuickRedemptions(columns, population, activity, registered.tells),
      ...held?.quickRedemptions,
    },
    registrationTells: registered.tells,
    registrationHabits: registered.habits,
    firstSights: createFirstSights(sharing, held?.clocks.firstSights),
    registrations: held?.registrations ?? sortTimes(knownAmong(created)),
    once: createKeptOnce(columns),
  };
}

/** Worked out for a kind when first asked: few kinds are, and seldom. */
function createFirstSights({ byAccount, kind: kinds }: Sharing, held?: Clocks['firstSights']): FirstSights {
  const { entryColumn, times } = byAccount;
  const timesOf = (kind: EntityKind): Float64Array => {
    const code = kindCode(kind);
    const entries = positionsWhere(entryColumn.length, (entry) => kinds[entryColumn[entry] ?? 0] === code);
    return filled(new Float64Array(entries.length), (i) => times.first(entries[i] ?? 0));
  };
  const habits = (kind: EntityKind): ClockHabits => held?.[kind] ?? readHabits(timesOf(kind));
  const known = new Map<EntityKind, Teller>();
  const teller = (kind: EntityKind): Teller => {
    const told = known.get(kind) ?? createTeller(habits(kind));
    known.set(kind, told);
    return told;
  };
  return { teller, habits };
}

export const related = (marketplace: Marketplace, type: Relation, account: number): readonly number[] =>
  marketplace.relations.get(type)?.get(account) ?? [];

export const kindOf = (columns: GraphColumns, entity: number): EntityKind =>
  ENTITY_KIND_LIST[columns.entities.kind[entity] ?? 0] ?? 'Buyer';

export const accountEntity = (marketplace: Marketplace, account: number): number =>
  marketplace.population.entityOf[account] ?? 0;

export const accountRef = (marketplace: Marketplace, account: number): EntityRef =>
  marketplace.once.refOf(accountEntity(marketplace, account));

export const statusOf = (marketplace: Marketplace, account: number): EntityStatus =>
  ENTITY_STATUSES[marketplace.columns.entities.status[accountEntity(marketplace, account)] ?? 0] ?? 'active';

export const labelOf = (marketplace: Marketplace, account: number): RiskLabel | null =>
  RISK_LABELS[marketplace.columns.entities.riskLabel[accountEntity(marketplace, account)] ?? 255] ?? null;

/** Identifiers of one kind an account holds, shared or not. */
export function identifiersOf({ sharing }: Marketplace, account: number, kind: EntityKind): number[] {
  const { rowOffsets, rowEntries, entryColumn } = sharing.byAccount;
  const code = kindCode(kind);
  const own: number[] = [];
  for (let r = rowOffsets[account] ?? 0; r < (rowOffsets[account + 1] ?? 0); r++) {
    const identifier = entryColumn[rowEntries[r] ?? 0] ?? 0;
    if (sharing.kind[identifier] === code) own.push(identifier);
  }
  return own;
}

/** Days from registration to the newest time in the data; null when either is unknown. */
export function tenureDays(marketplace: Marketplace, account: number): number | null {
  const { asOf, entities } = marketplace.columns;
  const created = entities.createdAt[accountEntity(marketplace, account)] ?? Number.NaN;
  return asOf === null || Number.isNaN(created) ? null : Math.max(0, (asOf - created) / 4 / 86_400_000);
}

/** Banned, or confirmed as fraud elsewhere. */
export const isKnownFraud = (marketplace: Marketplace, account: number): boolean =>
  statusOf(marketplace, account) === 'banned' || labelOf(marketplace, account) === 'confirmedFraud';

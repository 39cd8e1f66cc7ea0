import { describe, expect, test } from 'vitest';
import {
  type EventRow,
  generateMarketplace,
  INNOCENT_KINDS,
  type InnocentKind,
  type PlantedInnocent,
  scenarioByName,
} from '../../seed/src/main.ts';
import { fromOf, identifiersIn, indexRows, keyOf, toOf } from './ring-view.ts';

const scenario = scenarioByName('medium');
if (!scenario) throw new Error('no scenario medium');
const market = generateMarketplace(scenario);
const index = indexRows(market.records);
const ringMembers = new Set(market.truth.rings.flatMap((ring) => ring.members.map(keyOf)));

type Group = {
  readonly members: ReadonlySet<string>;
  /** For each identifier of the kind, how many members hold it; most shared first. */
  holders(kind: string): number[];
  own(type: string): EventRow[];
  /** Rows with a member at both ends. */
  among(): number;
};

function view(innocent: PlantedInnocent): Group {
  const members = new Set(innocent.members.map(keyOf));
  const rows = [...members].flatMap((key) => (index.rowsOf.get(key) ?? []).filter((row) => fromOf(row) === key));
  return {
    members,
    holders: (kind) => {
      const by = new Map<string, Set<string>>();
      for (const row of rows) {
        for (const id of identifiersIn(row)) {
          if (id.startsWith(`${kind}:`)) by.set(id, (by.get(id) ?? new Set()).add(fromOf(row)));
        }
      }
      return [...by.values()].map((holders) => holders.size).sort((a, b) => b - a);
    },
    own: (type) => rows.filter((row) => row.record === 'event' && row.type === type) as EventRow[],
    among: () => rows.filter((row) => members.has(toOf(row)) && row.type !== 'MANAGES').length,
  };
}

const most = (group: Group, kind: string): number => (group.holders(kind)[0] ?? 0) / group.members.size;
/** Nobody else in the group has it: what speaks for them. */
const apart = (group: Group, ...kinds: string[]): void => {
  for (const kind of kinds)
    expect(group.holders(kind)[0] ?? 1).toBeLessThanOrEqual(Math.max(2, 0.2 * group.members.size));
};

/** What each looks like from the outside, and what tells it from a ring. */
const LOOKS: Readonly<Record<InnocentKind, (group: Group) => void>> = {
  FAMILY: (group) => {
    expect(most(group, 'Device')).toBe(1);
    expect(most(group, 'Address')).toBe(1);
  },
  COUPLE_ONE_CARD: (group) => {
    expect(most(group, 'PaymentInstrument')).toBe(1);
    apart(group, 'Device');
  },
  STUDENT_HALL: (group) => {
    expect(most(group, 'IpAddress')).toBe(1);
    apart(group, 'Device', 'PaymentInstrument');
  },
  OFFICE: (group) => {
    expect(most(group, 'IpAddress')).toBe(1);
    apart(group, 'Device', 'PaymentInstrument');
  },
  CARRIER_NAT: (group) => {
    expect(most(group, 'IpAddress')).toBeGreaterThan(0.3);
    apart(group, 'Device', 'PaymentInstrument', 'Address');
  },
  INTERNET_CAFE: (group) => {
    expect(most(group, 'Device')).toBeGreaterThan(0.15);
    apart(group, 'PaymentInstrument', 'Address');
  },
  AGENCY: (group) => {
    expect(most(group, 'Device')).toBe(1);
    apart(group, 'PayoutAccount', 'IdentityDocument');
    expect(group.among()).toBe(0);
  },
  RESELLER_WITH_STAFF: (group) => {
    expect(most(group, 'Device')).toBe(1);
    apart(group, 'PaymentInstrument');
  },
  FLASH_SALE: (group) => {
    const orders = group.own('ORDER').map((row) => ({ product: row.product, at: Date.parse(row.at) }));
    const counts = new Map<string, number[]>();
    for (const { product = '', at } of orders) counts.set(product, [...(counts.get(product) ?? []), at]);
    const crowd = [...counts.values()].sort((a, b) => b.length - a.length)[0] ?? [];
    expect(crowd.length).toBeGreaterThanOrEqual(0.9 * group.members.size);
    apart(group, 'Device', 'PaymentInstrument', 'Address');
  },
  FAN_CLUB: (group) => {
    expect(group.own('ENGAGEMENT').length).toBeGreaterThan(1.5 * group.members.size);
    apart(group, 'Device', 'PaymentInstrument', 'Address');
  },
  CORPORATE_CARD: (group) => {
    expect(most(group, 'PaymentInstrument')).toBe(1);
    apart(group, 'Device');
  },
  TEST_ACCOUNTS: (group) => {
    expect(most(group, 'Device')).toBe(1);
    const labels = new Set([...group.members].map((key) => index.entities.get(key)?.riskLabel));
    expect([['confirmedLegitimate'], [undefined]]).toContainEqual([...labels]);
  },
  PARCEL_LOCKER: (group) => {
    expect(most(group, 'Address')).toBe(1);
    apart(group, 'Device', 'PaymentInstrument');
  },
  REFERRAL_CAMPAIGN: (group) => {
    expect(group.own('REDEMPTION').length).toBeGreaterThanOrEqual(group.members.size - 2);
    apart(group, 'Device', 'PaymentInstrument', 'Address');
  },
  LOGISTICS_WAREHOUSE: (group) => {
    expect(most(group, 'Warehouse')).toBe(1);
    apart(group, 'Device', 'PayoutAccount', 'IdentityDocument');
  },
  PAYMENT_AGENT: (group) => {
    expect(most(group, 'PayoutAccount')).toBe(1);
    apart(group, 'Device', 'IdentityDocument');
  },
  LEGAL_REPRESENTATIVE: (group) => {
    expect(most(group, 'IdentityDocument')).toBe(1);
    expect(group.holders('BusinessRegistration').every((holders) => holders === 1)).toBe(true);
    apart(group, 'PayoutAccount', 'Warehouse', 'PaymentInstrument');
    expect(group.own('PAYOUT').length).toBeGreaterThan(0);
  },
  NAMESAKES: (group) => {
    expect(most(group, 'Fingerprint')).toBe(1);
    expect(group.holders('IdentityDocument').every((holders) => holders === 1)).toBe(true);
    apart(group, 'Device', 'PaymentInstrument');
  },
  GROUP_BUY: (group) => {
    expect(most(group, 'Address')).toBeGreaterThan(0.8);
    apart(group, 'Device', 'PaymentInstrument');
  },
  WHOLESALE_CATALOGUE: (group) => {
    expect(most(group, 'Fingerprint')).toBeGreaterThan(0.15);
    apart(group, 'Device', 'PayoutAccount', 'Warehouse');
  },
};

describe('planted innocent structures', () => {
  test('there are at least fourteen kinds', () => expect(INNOCENT_KINDS.length).toBeGreaterThanOrEqual(14));

  test.each(INNOCENT_KINDS.map((kind) => [kind] as const))('%s looks like a ring in one respect only', (kind) => {
    const groups = market.truth.innocents.filter((each) => each.kind === kind);
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) LOOKS[kind](view(group));
  });

  test('none has a member who is banned or in a ring', () => {
    for (const { members } of market.truth.innocents) {
      for (const member of members) {
        expect(ringMembers.has(keyOf(member))).toBe(false);
        expect(index.entities.get(keyOf(member))?.status).toBe('active');
      }
    }
  });
});

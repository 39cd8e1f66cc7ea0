import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  AS_OF,
  generateMarketplace,
  INNOCENT_KINDS,
  type LinkRow,
  PERIOD_START,
  SCENARIOS,
  type Scenario,
  type SeedRecord,
  scenarioByName,
  scenarioOfSize,
  type Truth,
  TYPOLOGIES,
  writeMarketplace,
} from '../../seed/src/main.ts';
import { parseDecimal } from '../../server/src/domain/decimal.ts';
import {
  ENTITY_KINDS,
  ENTITY_STATUSES,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_STATUSES,
  EVENT_TYPES,
  LINK_TYPES,
  RISK_LABELS,
} from '../../server/src/domain/ontology.ts';
import { MEMBER_ROLES, TYPOLOGY_CODES } from '../../server/src/domain/ring.ts';
import { millisecondsOf, parseTimePoint } from '../../server/src/domain/time-point.ts';
import { keyOf } from './ring-view.ts';

const named = (name: string): Scenario => {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenario;
};
const small = named('small');

function hashOf(records: Iterable<SeedRecord>): string {
  const hash = createHash('sha256');
  for (const row of records) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

describe('the marketplace generator', () => {
  test('the same seed gives the same rows and the same truth, another seed others', () => {
    const once = generateMarketplace(small);
    const again = generateMarketplace(small);
    const other = generateMarketplace({ ...small, seed: 'another' });
    expect(hashOf(again.records)).toBe(hashOf(once.records));
    expect(again.truth).toEqual(once.truth);
    expect(hashOf(other.records)).not.toBe(hashOf(once.records));
  });

  test('truth asked for first equals truth after reading', () => {
    const asked = generateMarketplace(small).truth;
    const read = generateMarketplace(small);
    hashOf(read.records);
    expect(read.truth).toEqual(asked);
  });

  test('its typology codes and roles are those of the domain', () => {
    expect(TYPOLOGIES).toEqual(TYPOLOGY_CODES);
    for (const ring of generateMarketplace(small).truth.rings) {
      for (const member of ring.members) expect(MEMBER_ROLES).toContain(member.role);
    }
  });

  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const).filter(([name]) => name !== 'large'))(
    'scenario %s plants every typology and every innocent kind',
    (_, scenario) => {
      const { truth } = generateMarketplace(scenario);
      expect(new Set(truth.rings.map((ring) => ring.typology))).toEqual(new Set(TYPOLOGIES));
      expect(new Set(truth.innocents.map((each) => each.kind))).toEqual(new Set(INNOCENT_KINDS));
      for (const ring of truth.rings) expect(ring.members.length).toBeGreaterThanOrEqual(4);
      for (const each of truth.innocents) expect(each.members.length).toBeGreaterThanOrEqual(2);
    },
  );

  test('the demo has at least 5,000 actors and stays within 120,000 rows', () => {
    const rows = [...generateMarketplace(named('demo')).records];
    const actors = rows.filter((row) => row.record === 'entity' && ['Seller', 'Buyer', 'Creator'].includes(row.kind));
    expect(actors.length).toBeGreaterThanOrEqual(5_000);
    expect(rows.length).toBeGreaterThan(60_000);
    expect(rows.length).toBeLessThan(120_000);
  });

  test('the size knob is right within a fifth, from one district to several', () => {
    for (const links of [10_000, 50_000, 150_000]) {
      let count = 0;
      for (const row of generateMarketplace(scenarioOfSize(links)).records) if (row.record !== 'entity') count++;
      expect(count / links).toBeGreaterThan(0.8);
      expect(count / links).toBeLessThan(1.25);
    }
  });
});

describe('every row fits the record contract', () => {
  const scenarios = [small, named('hard'), scenarioOfSize(150_000, 'rows')];
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('scenario %s', (_, scenario) => {
    const marketplace = generateMarketplace(scenario);
    const ids = new Set<string>();
    const actors = new Set<string>();
    const problems: string[] = [];
    const expectThat = (fine: boolean, row: SeedRecord, what: string): void => {
      if (!fine && problems.length < 20) problems.push(`${what}: ${JSON.stringify(row)}`);
    };
    for (const row of marketplace.records) {
      for (const value of Object.values(row)) expectThat(value !== '' && value !== null, row, 'empty field');
      if (row.record === 'entity') checkEntity(row, expectThat, ids, actors);
      else if (row.record === 'link') checkLink(row, expectThat);
      else checkEvent(row, expectThat, ids);
    }
    expect(problems).toEqual([]);
    expect(strangers(marketplace.truth, actors)).toEqual([]);
  });
});

/** Members of two groups (rings and innocents are disjoint) or absent from the entity rows. */
function strangers(truth: Truth, actors: ReadonlySet<string>): string[] {
  const keys = [...truth.rings, ...truth.innocents].flatMap((group) => group.members.map(keyOf));
  const seen = new Set<string>();
  return keys.filter((key) => !actors.has(key) || seen.size === seen.add(key).size);
}

type Check = (fine: boolean, row: SeedRecord, what: string) => void;

function inPeriod(text: string | undefined, from = Date.UTC(2020, 0, 1), to = AS_OF): boolean {
  if (text === undefined) return true;
  const time = parseTimePoint(text);
  return time !== null && millisecondsOf(time) >= from && millisecondsOf(time) <= to;
}

function checkEntity(
  row: Extract<SeedRecord, { record: 'entity' }>,
  expectThat: Check,
  ids: Set<string>,
  actors: Set<string>,
): void {
  expectThat(!ids.has(keyOf(row)), row, 'the same entity twice');
  ids.add(keyOf(row));
  if (ENTITY_KINDS[row.kind].class === 'actor') actors.add(keyOf(row));
  expectThat(row.id.length <= 200, row, 'long id');
  for (const time of [row.createdAt, row.updatedAt, row.riskLabelAt]) expectThat(inPeriod(time), row, 'time');
  expectThat(inPeriod(row.nextSettlementAt, AS_OF, AS_OF + 8 * 86_400_000), row, 'settlement');
  expectThat(row.status === undefined || ENTITY_STATUSES.includes(row.status), row, 'status');
  expectThat(row.riskLabel === undefined || RISK_LABELS.includes(row.riskLabel), row, 'risk label');
  for (const amount of [row.unsettledBalance, row.reservedBalance]) {
    expectThat(amount === undefined || (parseDecimal(amount) !== null && row.currency !== undefined), row, 'balance');
  }
}

function checkLink(row: LinkRow, expectThat: Check): void {
  const { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] } = LINK_TYPES[row.type];
  expectThat(from.includes(row.fromKind) && to.includes(row.toKind), row, 'ends');
  expectThat(row.fromKind !== row.toKind || row.fromId !== row.toId, row, 'a link to itself');
  expectThat(inPeriod(row.firstSeen) && inPeriod(row.lastSeen), row, 'time');
}

function checkEvent(row: Extract<SeedRecord, { record: 'event' }>, expectThat: Check, ids: Set<string>): void {
  const { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] } = EVENT_TYPES[row.type];
  expectThat(from.includes(row.fromKind) && to.includes(row.toKind), row, 'ends');
  const self = row.fromKind === row.toKind && row.fromId === row.toId;
  expectThat(self === (row.type === 'ENFORCEMENT' || row.type === 'APPEAL'), row, 'an event to itself');
  expectThat(!ids.has(`${row.type}:${row.id}`), row, 'the same event twice');
  ids.add(`${row.type}:${row.id}`);
  expectThat(inPeriod(row.at, PERIOD_START), row, 'time');
  expectThat(row.status === undefined || EVENT_STATUSES.includes(row.status), row, 'status');
  expectThat(
    row.amount === undefined || (parseDecimal(row.amount) !== null && row.currency !== undefined),
    row,
    'money',
  );
  for (const name of EVENT_REFERENCE_LIST) {
    expectThat(row[name] === undefined || EVENT_REFERENCES[name].kind in ENTITY_KINDS, row, name);
  }
}

describe('time in the marketplace', () => {
  test('no order is placed before its buyer or seller exists', () => {
    const created = new Map<string, string>();
    const rows = [...generateMarketplace(small).records];
    for (const row of rows) if (row.record === 'entity' && row.createdAt) created.set(keyOf(row), row.createdAt);
    const early = rows.filter(
      (row) =>
        row.record === 'event' &&
        row.type === 'ORDER' &&
        [created.get(`Buyer:${row.fromId}`), created.get(`Seller:${row.toId}`)].some((at) => at && at > row.at),
    );
    expect(early).toEqual([]);
  });

  test('evenings are busier than nights, and sale days than others', () => {
    const orders = [...generateMarketplace(named('medium')).records].filter(
      (row) => row.record === 'event' && row.type === 'ORDER' && row.currency === 'GBP',
    );
    const at = orders.map((row) => new Date((row as { at: string }).at));
    const inHours = (from: number, to: number) =>
      at.filter((d) => d.getUTCHours() >= from && d.getUTCHours() < to).length / (to - from);
    expect(inHours(18, 22)).toBeGreaterThan(3 * inHours(1, 5));
    const saleDays = at.filter((d) => d.getUTCMonth() + 1 === d.getUTCDate()).length / 6;
    expect(saleDays).toBeGreaterThan(1.3 * (at.length / 180));
  });
});

describe('writing files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-seed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('writes the contract’s CSV files with one line a row, and the truth beside them', () => {
    const written = writeMarketplace(folder, small);
    const lines = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
    expect(lines('entities.csv')).toHaveLength(written.entities + 1);
    expect(lines('links.csv')).toHaveLength(written.links + 1);
    expect(lines('events.csv')).toHaveLength(written.events + 1);
    expect(lines('links.csv')[0]).toMatch(/^type,fromKind,fromId,toKind,toId,/);
    const rings = lines('truth/rings.ndjson').map((line) => JSON.parse(line));
    expect(rings).toEqual(generateMarketplace(small).truth.rings);
    expect(lines('truth/innocents.ndjson')).toHaveLength(written.innocents);
  });
});

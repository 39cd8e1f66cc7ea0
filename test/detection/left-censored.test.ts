/**
 * One marketplace, exported by clocks that cannot be trusted: nothing about time may be concluded from these, nobody
 * honest may be accused for it, and rings are still found by what they share.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { generateMarketplace, type SeedRecord, scenarioByName, type Truth } from '../../seed/src/main.ts';
import { evaluateRings, type RingEvaluation } from '../../server/src/application/evaluation/evaluate-rings.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../server/src/domain/ring.ts';
import { toColumns } from '../support/seed-columns.ts';
import { at, buyer, plantRing, seller, settle, smallTown, type Town } from '../support/small-town.ts';

type TimeOf = (time: string, row: number) => string | undefined;

const TIMES = ['createdAt', 'firstSeen', 'lastSeen', 'at', 'statusAt', 'riskLabelAt'] as const;
const FIRST_DAY = '2025-12-30';
const CENSORED_FROM = '2026-06-01';

/** Clocks of exports seen in the field; what each writes where the marketplace knew the moment. */
const CLOCKS: Readonly<Record<string, TimeOf>> = {
  'has no times': () => undefined,
  'knows bare dates only': (time) => time.slice(0, 10),
  'writes dates as midnight in its own time zone': (time) => `${time.slice(0, 10)}T05:00:00Z`,
  'stamps everything by a nightly job': (time) => `${time.slice(0, 10)}T02:13:07Z`,
  'stamps everything in the hour of the export': (_, row) =>
    new Date(Date.UTC(2026, 6, 1, 3) + (row % 3_600) * 1000).toISOString(),
  'piles all that is older than a month on its first day': (time, row) =>
    time < CENSORED_FROM ? `${FIRST_DAY}T00:${String(row % 60).padStart(2, '0')}:00Z` : time,
};
const TIMED = ['SYNCHRONY', 'REGISTRATION_BURST'];
const TIMED_WORDS = /\b(within|hour|minute|day of registering|registered within|first appeared)/;

function withClock(records: Iterable<SeedRecord>, clock: TimeOf): SeedRecord[] {
  return [...records].map((record, row) => {
    const copy: Record<string, unknown> = { ...record };
    for (const name of TIMES) {
      const time = copy[name];
      if (typeof time === 'string') copy[name] = clock(time, row);
    }
    return copy as unknown as SeedRecord;
  });
}

const detect = (columns: ReturnType<typeof toColumns>): readonly RingCandidate[] =>
  detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates;
const timed = (rings: readonly RingCandidate[]): string[] =>
  rings.flatMap(({ evidence }) =>
    evidence
      .filter(({ type, statement }) => TIMED.includes(type) || TIMED_WORDS.test(statement))
      .map(({ statement }) => statement),
  );

describe('a marketplace whose export', () => {
  let records: SeedRecord[];
  let truth: Truth;
  let usual: RingEvaluation;
  const evaluate = (rings: readonly RingCandidate[]) => evaluateRings(rings, truth);
  const accused = ({ innocents }: RingEvaluation) => innocents.filter((kind) => kind.accused > 0);

  beforeAll(() => {
    const small = scenarioByName('small');
    if (!small) throw new Error('no scenario small');
    const marketplace = generateMarketplace(small);
    records = [...marketplace.records];
    truth = marketplace.truth;
    const rings = detect(toColumns(records));
    usual = evaluate(rings);
    expect(timed(rings).length).toBeGreaterThan(5);
  });

  for (const [name, clock] of Object.entries(CLOCKS)) {
    it(`${name} concludes nothing from time, wrongs no more people, and finds rings by what they share`, () => {
      const rings = detect(toColumns(withClock(records, clock)));
      const marked = evaluate(rings);
      // Money that comes back over several days is known by dates, and what happened after the first day is dated.
      const statements = timed(rings).filter((statement) => !statement.startsWith('Money came back'));
      if (clock !== CLOCKS['piles all that is older than a month on its first day']) expect(statements).toEqual([]);
      expect(accused(marked).length).toBeLessThanOrEqual(accused(usual).length + 1);
      expect(marked.innocents.filter((kind) => kind.accusedHigh > 0)).toEqual([]);
      expect(marked.rings.MEDIUM.recall).toBeGreaterThanOrEqual(0.5);
      expect(marked.rings.MEDIUM.precision).toBeGreaterThanOrEqual(0.85);
    });
  }
});

describe('honest people are no burst because of a clock', () => {
  const household = (town: Town, createdAt: (i: number) => string | undefined) =>
    Array.from({ length: 6 }, (_, i) => {
      const one = settle(town, buyer(`x${i}`));
      const known = town.entities.findIndex(({ key }) => key === one);
      const time = createdAt(i);
      town.entities[known] = { key: one, market: 'GB', ...(time === undefined ? {} : { createdAt: time }) };
      return one;
    });
  const evidenceOf = (town: Town, accounts: readonly string[]): string[] =>
    detect(town.columns)
      .filter(({ members }) => members.some(({ kind, id }) => accounts.includes(`${kind}:${id}`)))
      .flatMap(({ evidence }) => evidence.map(({ type, statement }) => `${type}: ${statement}`));

  it('registered on the first day of the export, as everyone who was there before', () => {
    const town = smallTown();
    town.entities.forEach((entity, i) => {
      if (i % 2 === 0)
        town.entities[i] = { ...entity, createdAt: `2024-01-01T08:${String(i % 60).padStart(2, '0')}:11Z` };
    });
    const family = household(town, (i) => `2024-01-01T08:0${i}:30Z`);
    town.share('USES_DEVICE', family, 'Device:tablet').share('PAYS_WITH', family.slice(1), 'PaymentInstrument:joint');
    expect(evidenceOf(town, family).filter((text) => text.startsWith('REGISTRATION_BURST'))).toEqual([]);
  });

  it('seen on a device on the day the device table was first filled: no takeover', () => {
    const town = smallTown();
    const family = household(town, (i) => at(-9000 + i * 411));
    for (const one of family) for (let i = 0; i < 3; i++) town.order(one, seller('h0'), -2000 + i * 100);
    for (const [i, one] of family.entries()) town.link('USES_DEVICE', one, 'Device:tablet', i / 60);
    // The table knows the rest by the hour they came in.
    for (let i = 0; i < 300; i++)
      town.link('USES_DEVICE', buyer(`h${i}`), `Device:d-Buyer-h${i}`, i < 200 ? i / 300 : i);
    expect(evidenceOf(town, family).filter((text) => text.includes('first appeared'))).toEqual([]);
  });

  it('while the same accounts on a device at the same hour of an ordinary day are', () => {
    const town = smallTown();
    const family = household(town, (i) => at(-9000 + i * 411));
    for (const one of family) for (let i = 0; i < 3; i++) town.order(one, seller('h0'), -2000 + i * 100);
    for (const [i, one] of family.entries()) town.link('USES_DEVICE', one, 'Device:tablet', 500 + i / 60);
    for (let i = 0; i < 300; i++) town.link('USES_DEVICE', buyer(`h${i}`), `Device:d-Buyer-h${i}`, i * 3.01);
    expect(evidenceOf(town, family).filter((text) => text.includes('first appeared'))).toHaveLength(1);
  });

  it('and a ring keeps its burst on an ordinary clock', () => {
    const town = smallTown();
    const ring = plantRing(town);
    expect(evidenceOf(town, ring).some((text) => text.startsWith('REGISTRATION_BURST'))).toBe(true);
  });
});

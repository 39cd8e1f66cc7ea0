/**
 * The same planted rings and innocents in marketplaces that record other things: no cards, no addresses, no events,
 * compounds where many families share an address, phones that pass through many hands. Less is found where less is
 * recorded; nobody more is accused.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type EventRow,
  generateMarketplace,
  type SeedRecord,
  scenarioByName,
  type Truth,
} from '../../seed/src/main.ts';
import { evaluateRings } from '../../server/src/application/evaluation/evaluate-rings.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { toColumns } from '../support/seed-columns.ts';

const REFERENCES = [
  ['device', 'Device'],
  ['paymentInstrument', 'PaymentInstrument'],
  ['ipAddress', 'IpAddress'],
  ['address', 'Address'],
] as const satisfies readonly (readonly [keyof EventRow, string])[];

/** The marketplace never asked for identifiers of these kinds. */
const without = (records: readonly SeedRecord[], ...kinds: string[]): SeedRecord[] =>
  records.flatMap((record) => {
    if (record.record === 'entity') return kinds.includes(record.kind) ? [] : [record];
    if (kinds.includes(record.toKind)) return [];
    if (record.record === 'link') return [record];
    const unknown = REFERENCES.filter(([, kind]) => kinds.includes(kind)).map(([name]) => [name, undefined]);
    return [{ ...record, ...Object.fromEntries(unknown) }];
  });

/** Every `size` identifiers of a kind, of whoever they are, are one: people share far more than elsewhere. */
function sharingMore(records: readonly SeedRecord[], kind: string, size: number): SeedRecord[] {
  const number = new Map<string, string>();
  const merged = (id: string): string => {
    if (!number.has(id)) number.set(id, `m${Math.floor(((number.size * 7919) % 100_003) / size)}`);
    return number.get(id) ?? id;
  };
  return records.map((record) => {
    if (record.record === 'entity') return record.kind === kind ? { ...record, id: merged(record.id) } : record;
    const to = record.toKind === kind ? { toId: merged(record.toId) } : {};
    if (record.record === 'link') return { ...record, ...to };
    const named = REFERENCES.filter(([name, of]) => of === kind && typeof record[name] === 'string');
    const references = Object.fromEntries(named.map(([name]) => [name, merged(String(record[name]))]));
    return { ...record, ...to, ...references };
  });
}

const withoutEvents = (columns: GraphColumns): GraphColumns => ({ ...columns, events: toColumns([]).events });

type Market = {
  readonly columns: (records: readonly SeedRecord[]) => GraphColumns;
  /** At MEDIUM or above. */
  readonly leastRecall: number;
};
const MARKETS: Readonly<Record<string, Market>> = {
  'where everybody pays in cash': {
    columns: (records) => toColumns(without(records, 'PaymentInstrument')),
    leastRecall: 0.6,
  },
  'that knows neither devices nor IP addresses': {
    columns: (records) => toColumns(without(records, 'Device', 'IpAddress')),
    leastRecall: 0.35,
  },
  'that knows who holds what and nothing that happened': {
    columns: (records) => withoutEvents(toColumns(records)),
    leastRecall: 0.2,
  },
  'where five families share an address and phones change hands': {
    columns: (records) => toColumns(sharingMore(sharingMore(records, 'Address', 5), 'Device', 2)),
    leastRecall: 0.5,
  },
};

describe('a marketplace', () => {
  let records: SeedRecord[];
  let truth: Truth;
  beforeAll(() => {
    const small = scenarioByName('small');
    if (!small) throw new Error('no scenario small');
    const marketplace = generateMarketplace(small);
    records = [...marketplace.records];
    truth = marketplace.truth;
  });

  for (const [name, { columns, leastRecall }] of Object.entries(MARKETS)) {
    it(`${name} has rings found, and innocents left alone`, () => {
      const { candidates } = detectRings(columns(records), DEFAULT_PARAMETERS, { now: () => 0 });
      const { rings, innocents } = evaluateRings(candidates, truth);
      expect(rings.MEDIUM.recall).toBeGreaterThanOrEqual(leastRecall);
      expect(rings.MEDIUM.precision).toBeGreaterThanOrEqual(0.8);
      expect(innocents.filter(({ accusedHigh }) => accusedHigh > 0)).toEqual([]);
      expect(innocents.filter(({ accused }) => accused > 0).length).toBeLessThanOrEqual(1);
    });
  }
});

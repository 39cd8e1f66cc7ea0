/** A generated marketplace as records, and changes such as come between two runs. */
import { generateMarketplace, type SeedRecord, scenarioByName } from '../../seed/src/main.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { toColumns } from './seed-columns.ts';

type Records = readonly SeedRecord[];
type Random = () => number;
type Of<K extends SeedRecord['record']> = Extract<SeedRecord, { record: K }>;

export const marketOf = (records: Records): { records: Records; columns: GraphColumns } => ({
  records,
  columns: toColumns(records),
});

/** Of links and events one in so many: enough to change, and quick to read again and again. */
const EVERY = 8;

export function editedMarket(name: string) {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const isKept = (row: SeedRecord, i: number): boolean => row.record === 'entity' || i % EVERY === 0;
  return marketOf([...generateMarketplace(scenario).records].filter(isKept));
}

const FEW = 6;

/** Some of the rows that pass, changed; null takes one out, several put some in. */
function change<K extends SeedRecord['record']>(
  kind: K,
  passes: (row: Of<K>) => boolean,
  to: (row: Of<K>, others: readonly Of<K>[], random: Random) => readonly SeedRecord[],
) {
  return (records: Records, random: Random): Records => {
    const candidates = records.filter((row): row is Of<K> => row.record === kind && passes(row as Of<K>));
    const chosen = new Set(Array.from({ length: FEW }, () => pick(candidates, random)));
    return records.flatMap((row) => (chosen.has(row as Of<K>) ? to(row as Of<K>, candidates, random) : [row]));
  };
}

function pick<T>(list: readonly T[], random: Random): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

const any = (): boolean => true;
const ACTORS = ['Buyer', 'Seller', 'Creator'];
const isActor = ({ kind }: Of<'entity'>): boolean => ACTORS.includes(kind);
const later = (at: string | undefined, random: Random): string =>
  new Date(Date.parse(at ?? '2026-03-01T00:00:00Z') + Math.floor(random() * 1e9)).toISOString();

let fresh = 0;
const newId = (id: string): string => `${id.slice(0, 3)}-${fresh++}-${id}`;

export const EDITS = {
  'links are gone': change('link', any, () => []),
  'links have come': change('link', any, (row, others, random) => {
    const other = pick(
      others.filter(({ type }) => type === row.type),
      random,
    );
    return [row, { ...row, toKind: other.toKind, toId: other.toId }];
  }),
  'links were seen again': change('link', any, (row) => [{ ...row, count: (row.count ?? 1) + 3 }]),
  'things belong to others': change(
    'link',
    ({ type }) => type === 'SELLS' || type === 'PUBLISHED',
    (row, others, random) => {
      const other = pick(
        others.filter(({ type }) => type === row.type),
        random,
      );
      return [{ ...row, fromKind: other.fromKind, fromId: other.fromId }];
    },
  ),
  'events are gone': change('event', any, () => []),
  'events have come': change('event', any, (row, _, random) => [
    row,
    { ...row, id: newId(row.id), at: later(row.at, random) },
    { ...row, id: newId(row.id) },
  ]),
  'events are other than they were': change(
    'event',
    ({ amount }) => amount !== undefined,
    (row) => [{ ...row, amount: '12.34', status: 'cancelled' }],
  ),
  'parcels go elsewhere': change(
    'event',
    ({ type }) => type === 'SHIPMENT' || type === 'DELIVERY',
    (row, others, random) => {
      const other = pick(
        others.filter(({ toKind }) => toKind === row.toKind),
        random,
      );
      return [{ ...row, toId: other.toId }];
    },
  ),
  'accounts are labelled': change('entity', isActor, (row) => [{ ...row, riskLabel: 'confirmedFraud' }]),
  'accounts stand otherwise': change('entity', isActor, (row) => [
    { ...row, status: 'banned', unsettledBalance: '77.70', currency: 'EUR', market: 'AQ' },
  ]),
  'accounts are gone, with all that names them': (records: Records, random: Random): Records => {
    const { kind, id } = pick(
      records.filter((row): row is Of<'entity'> => row.record === 'entity' && isActor(row)),
      random,
    );
    const names = (row: SeedRecord): boolean =>
      row.record === 'entity'
        ? row.kind === kind && row.id === id
        : (row.fromKind === kind && row.fromId === id) ||
          (row.toKind === kind && row.toId === id) ||
          Object.values(row).includes(id);
    return records.filter((row) => !names(row));
  },
  'accounts have come, with what they hold': change('entity', isActor, (row) => {
    const id = newId(row.id);
    const device = { kind: 'Device', id: newId('device') };
    return [
      row,
      { ...row, id },
      { record: 'entity', ...device } as SeedRecord,
      {
        record: 'link',
        type: 'USES_DEVICE',
        fromKind: row.kind,
        fromId: id,
        toKind: 'Device',
        toId: device.id,
      } as SeedRecord,
    ];
  }),
} satisfies Record<string, (records: Records, random: Random) => Records>;

export type Edit = keyof typeof EDITS;

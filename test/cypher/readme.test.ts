/** The questions of cypher/README.md, as they stand there, asked of a real server. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { createNeo4jRingProjection } from '../../server/src/adapters/neo4j/neo4j-ring-projection.ts';
import type { Decimal } from '../../server/src/domain/decimal.ts';
import type { GraphRecord, LinkRecord } from '../../server/src/domain/records.ts';
import { account, at, buyer, device, event, seller, usesDevice } from '../contract/graph-store/builders.ts';
import { importAll } from '../contract/graph-store/contract-store.ts';
import { NEO4J_VERSIONS } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';

const README = readFileSync(fileURLToPath(new URL('../../cypher/README.md', import.meta.url)), 'utf8');
const QUESTIONS: ReadonlyMap<string, string> = new Map(
  [...README.matchAll(/^### (.+)$[^#]*?```cypher\n([\s\S]*?)```/gm)].map(([, title = '', text = '']) => [title, text]),
);

const paidOut = (id: string, to: string): LinkRecord => ({
  record: 'link',
  type: 'PAID_OUT_TO',
  from: buyer(id),
  to: account(to),
});
const order = (id: string, from: string, to: string, [amount, when]: readonly [string, string]) =>
  event('ORDER', id, [buyer(from), seller(to)], { at: at(when), amount: amount as Decimal, currency: 'GBP' });
/** Anna, Ben and Cem order together; Dora once lent Cem her phone; the whole café is online by one device. */
const MARKETPLACE: readonly GraphRecord[] = [
  usesDevice(buyer('anna'), device('d1')),
  usesDevice(buyer('ben'), device('d1')),
  usesDevice(buyer('cem'), device('d2')),
  usesDevice(buyer('dora'), device('d2')),
  paidOut('anna', 'p1'),
  paidOut('ben', 'p1'),
  paidOut('cem', 'p1'),
  ...['anna', 'eve', ...Array.from({ length: 30 }, (_, i) => `guest${i}`)].map((id) =>
    usesDevice(buyer(id), device('cafe')),
  ),
  order('o1', 'anna', 'shop', ['10.50', '2026-03-01T10:00:00Z']),
  order('o2', 'ben', 'shop', ['4.50', '2026-03-01T11:00:00Z']),
  order('o3', 'cem', 'stall', ['1.00', '2026-03-02T00:00:00Z']),
  order('o4', 'eve', 'shop', ['99.00', '2026-03-02T00:00:00Z']),
];
const member = (id: string, role: 'ORGANISER' | 'CORE') => ({ ...buyer(id), role, confidence: 0.75 });
const RINGS = [
  {
    ...{ id: 'rng_1', score: 81.5, severity: 'HIGH' as const, summary: 'Three buyers paid out to one account' },
    members: [member('anna', 'ORGANISER'), member('ben', 'CORE'), member('cem', 'CORE')],
  },
  { id: 'rng_2', score: 40, severity: 'LOW' as const, summary: 'A guest', members: [member('guest1', 'CORE')] },
];

const ANSWERS: Readonly<Record<string, { readonly with: object; readonly rows: readonly object[] }>> = {
  'Which rings come first?': {
    with: {},
    rows: RINGS.map(({ id, severity, score, summary, members }) => {
      return { ring: id, severity, score, summary, members: members.length };
    }),
  },
  'Is this account in a ring, and in which role?': {
    with: { account: 'anna' },
    rows: [{ ring: 'rng_1', severity: 'HIGH', role: 'ORGANISER', confidence: 0.75 }],
  },
  'What do the members of a ring share?': {
    with: { ring: 'rng_1' },
    rows: [
      { kind: 'PayoutAccount', id: 'p1', members: 3 },
      { kind: 'Device', id: 'd1', members: 2 },
    ],
  },
  'Who stands close to a ring without being in one?': {
    with: { ring: 'rng_1' },
    rows: [{ account: 'dora', through: ['d2'] }],
  },
  'What did the members of a ring order, where, and for how much?': {
    with: { ring: 'rng_1' },
    rows: [
      {
        ...{ seller: 'shop', currency: 'GBP', orders: 2, amount: 15 },
        ...{ first: '2026-03-01T10:00:00Z', last: '2026-03-01T11:00:00Z' },
      },
      {
        ...{ seller: 'stall', currency: 'GBP', orders: 1, amount: 1 },
        ...{ first: '2026-03-02T00:00:00Z', last: '2026-03-02T00:00:00Z' },
      },
    ],
  },
  'How are two accounts connected?': {
    with: { from: 'anna', to: 'dora' },
    rows: [{ way: ['anna', 'p1', 'cem', 'd2', 'dora'] }],
  },
};

describe('the questions of the README', () => {
  it('are the six that are asked here', () => expect([...QUESTIONS.keys()]).toEqual(Object.keys(ANSWERS)));
});

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`Neo4j ${version}, asked${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    beforeAll(async () => {
      server = await lendNeo4j(version);
      const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!opened.ok) throw new Error(opened.failure.message);
      await importAll(opened.value, [MARKETPLACE]);
      const projection = createNeo4jRingProjection({ ...server, clock: systemClock });
      await projection.replace({ owner: 'one', runId: 'run_1', number: 1, rings: RINGS }, null);
      await projection.close();
      await opened.value.close();
    }, 300_000);
    afterAll(() => server?.release());

    it.each([...QUESTIONS])('%s', async (title, text) => {
      const session = server.driver.session({ defaultAccessMode: 'READ' });
      const { records } = await session.run(text, ANSWERS[title]?.with ?? {});
      await session.close();
      expect(records.map((record) => toPlain(record.toObject()))).toEqual(ANSWERS[title]?.rows);
    });

    it('does not take the way through what a crowd has', async () => {
      const text = QUESTIONS.get('How are two accounts connected?') ?? '';
      const { records } = await server.driver.executeQuery(text, { from: 'anna', to: 'eve' });
      expect(records).toEqual([]);
    });
  });
}

/** Whole numbers and times as a reader would write them. */
const toPlain = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'object' && !Array.isArray(value) ? toNumberOrText(String(value)) : value,
    ]),
  );
const toNumberOrText = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text);

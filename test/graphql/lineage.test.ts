/** A ring's biography over GraphQL: dates, differences, and ids of rings that ended in another. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followRings } from '../../server/src/detection/lineage.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { type GraphqlService, openStores, type Stores, serveGraphql } from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const ring = (id: string, names: string, overrides: Partial<Ring> = {}): Ring =>
  aRing(id, {
    size: names.length,
    identifiers: [{ kind: 'Device', id: 'd1', sharedBy: names.length, accounts: names.length }],
    members: [...names].map((name) => ({ kind: 'Buyer', id: name, role: 'CORE', confidence: 1, reason: 'r' })),
    ...overrides,
  });

let stores: Stores;
let service: GraphqlService;

/** Two pictures: a takes in b on day 5, and one member of a is new. */
beforeAll(async () => {
  stores = await openStores();
  const session = await stores.graph.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  const link = (id: string, number: number) =>
    ({
      record: 'link',
      type: 'USES_DEVICE',
      from: { kind: 'Buyer', id },
      to: { kind: 'Device', id: 'd1' },
      firstSeen: day(number),
    }) as const;
  await session.value.write([link('p', 0), link('q', 0), link('r', 0), link('n', 3), link('x', 4)]);
  await session.value.close();
  const first = [ring('rng_a', 'pqr'), ring('rng_b', 'xyz')];
  const second = [ring('rng_a', 'pqrnxyz', { score: 70 })];
  const born = followRings([], first, { runId: 'run_1', at: day(1) });
  const later = followRings(first, second, { runId: 'run_2', at: day(5) });
  await stores.cases.rings.publishRun(aRun('run_1', { asOf: day(1) }), first, born);
  await stores.cases.rings.publishRun(aRun('run_2', { asOf: day(5) }), [...second, ...later.ended], later);
  service = await serveGraphql(stores);
});
afterAll(async () => {
  await service.handler.stop();
  await stores.graph.close();
  await stores.cases.close();
});

const ask = async (query: string) => {
  const reply = await service.ask(query);
  expect(reply.errors).toEqual([]);
  return reply.data;
};

describe('the life of a ring', () => {
  it('is told with the members who came, the run and the other ring', async () => {
    const { ring: found } = await ask(
      '{ ring(id: "rng_a") { formerId lineage { type statement others joined { externalId } left { externalId } } } }',
    );
    expect(found.formerId).toBeNull();
    expect(found.lineage.map(({ type, others }: { type: string; others: string[] }) => [type, ...others])).toEqual([
      ['BORN'],
      ['GREW'],
      ['MERGED', 'rng_b'],
    ]);
    expect(found.lineage[1].joined.map(({ externalId }: { externalId: string }) => externalId)).toEqual([...'nxyz']);
  });

  it('goes on under another id where a ring was taken in, and says which was asked for', async () => {
    const data = await ask(
      '{ ring(id: "rng_b") { id formerId } node(id: "rng_b") { ... on Ring { id status successor { id } } } }',
    );
    expect(data.ring).toEqual({ id: 'rng_a', formerId: 'rng_b' });
    expect(data.node).toEqual({ id: 'rng_b', status: 'DISSOLVED', successor: { id: 'rng_a' } });
  });

  it('can be seen as of a date, by the old id as the old ring', async () => {
    const at = (id: string, date: string) =>
      ask(`{ ring(id: "${id}") { asOf(date: "${date}") { id size run { runId } } } }`).then((data) => data.ring.asOf);
    expect(await at('rng_a', '2026-03-04')).toEqual({ id: 'rng_a', size: 3, run: { runId: 'run_1' } });
    expect(await at('rng_b', '2026-03-04')).toEqual({ id: 'rng_b', size: 3, run: { runId: 'run_1' } });
    expect(await at('rng_b', '2026-03-09')).toEqual({ id: 'rng_a', size: 7, run: { runId: 'run_2' } });
    expect(await at('rng_a', '2026-01-01')).toBeNull();
  });

  it('can be seen as a run saw it, and is not there where no run of that name did', async () => {
    const seenBy = (id: string, run: string) =>
      ask(`{ ring(id: "${id}", run: "${run}") { id size run { runId } } }`).then((data) => data.ring);
    expect(await seenBy('rng_a', 'run_1')).toEqual({ id: 'rng_a', size: 3, run: { runId: 'run_1' } });
    expect(await seenBy('rng_a', 'run_2')).toEqual({ id: 'rng_a', size: 7, run: { runId: 'run_2' } });
    expect(await seenBy('rng_b', 'run_1')).toEqual({ id: 'rng_b', size: 3, run: { runId: 'run_1' } });
    expect(await seenBy('rng_a', 'run_9')).toBeNull();
  });

  it('differs between two dates by members and links, and between two runs just so', async () => {
    const fields = `from { ring { score } } to { ring { score } run { runId } }
      joined { entity { externalId } } left { entity { externalId } } kept { entity { externalId } }
      linksGained { from { externalId } } linksLost { id } linksKept { from { externalId } }`;
    const { ring: dates } = await ask(
      `{ ring(id: "rng_a") { diff(from: "2026-03-02", to: "2026-03-09") { ${fields} } } }`,
    );
    const ends = (links: readonly { from: { externalId: string } }[]) =>
      links.map(({ from }) => from.externalId).sort();
    expect(dates.diff).toMatchObject({
      from: { ring: { score: 50 } },
      to: { ring: { score: 70 } },
      left: [],
      linksLost: [],
    });
    expect(dates.diff.joined).toHaveLength(4);
    expect(dates.diff.kept).toHaveLength(3);
    expect(ends(dates.diff.linksGained)).toEqual(['n', 'x']);
    expect(ends(dates.diff.linksKept)).toEqual(['p', 'q', 'r']);
    const { ring: runs } = await ask(`{ ring(id: "rng_a") { diff(fromRun: "run_1") { ${fields} } } }`);
    expect(runs.diff).toEqual(dates.diff);
  });

  it('differs from a ring that went into it, too', async () => {
    const { ring: found } = await ask(`{ ring(id: "rng_a") { diff(fromRun: "run_1", fromRing: "rng_b") {
      from { ring { id } } truncated joined { entity { externalId } } left { role } kept { entity { externalId } } } } }`);
    const idsOf = (members: readonly { entity: { externalId: string } }[]) =>
      members.map(({ entity }) => entity.externalId).join('');
    expect(found.diff).toMatchObject({ from: { ring: { id: 'rng_b' } }, truncated: false, left: [] });
    expect([idsOf(found.diff.joined), idsOf(found.diff.kept)]).toEqual(['pqrn', 'xyz']);
  });

  it('has nothing to differ from before it was born: everything is new', async () => {
    const { ring: found } = await ask(
      '{ ring(id: "rng_a") { diff(from: "2020-01-01") { from { ring { id } } joined { role } kept { role } } } }',
    );
    expect(found.diff).toMatchObject({ from: null, kept: [] });
    expect(found.diff.joined).toHaveLength(7);
  });

  it('a difference without a beginning, or with two, is refused by name', async () => {
    for (const [args, argument] of [
      ['', 'from'],
      ['(from: "2026-03-01", fromRun: "run_1")', 'fromRun'],
    ] as const) {
      const { errors } = await service.ask(`{ ring(id: "rng_a") { diff${args} { joined { role } } } }`);
      expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', argument });
    }
  });
});

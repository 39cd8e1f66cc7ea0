/** What a full run makes of the rings of the last one: those nobody touched stand, and nothing else is held on to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import type { Before } from '../../server/src/detection/incremental/incremental-steps.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';
import { changeLinks } from '../support/changed-links.ts';
import { gang, graphOf } from '../support/gangs.ts';
import type { GraphInput, Key } from '../support/graph-columns.ts';
import { runFull } from '../support/incremental-runs.ts';
import { toColumns } from '../support/seed-columns.ts';
import { seeded } from './graph/random-graph.ts';

const membersOf = (ring: RingCandidate): readonly string[] => ring.members.map(entityKey);
const ids = (ring: RingCandidate | undefined): readonly string[] => (ring?.members ?? []).map(({ id }) => id);
const ringWith = <R extends RingCandidate>(rings: readonly R[], id: string): R | undefined =>
  rings.find((ring) => ids(ring).includes(id));

describe('on generated markets of which one link in a hundred leads elsewhere', () => {
  /** Market and draw of changes; in each something stands. */
  const CASES = [
    ['demo', 1, 3],
    ['demo', 2, 1],
    ['demo', 3, 1],
    ['hard', 3, 1],
  ] as const;
  const inTrial = ([name, market, draw]: (typeof CASES)[number]) => {
    const scenario = scenarioByName(name);
    if (!scenario) throw new Error(`no scenario ${name}`);
    const seed = market === 1 ? scenario.seed : `${scenario.seed}-${market}`;
    const records = [...generateMarketplace({ ...scenario, seed }).records];
    const first = runFull(toColumns(records));
    const changed = changeLinks(records, 0.01, seeded(draw));
    const columns = toColumns(changed.records);
    return { first, columns, touched: changed.touched, second: runFull(columns, first.before) };
  };
  let trials: readonly ReturnType<typeof inTrial>[] = [];
  beforeAll(() => {
    trials = CASES.map(inTrial);
  }, 600_000);

  it('what stands is a ring of the run before, with nobody less, and nobody more but who was touched', () => {
    for (const { first, second, touched } of trials) {
      expect(second.stood.length).toBeGreaterThan(0);
      const before = first.rings.map((ring) => new Set(membersOf(ring)));
      for (const ring of second.stood) {
        const own = membersOf(ring);
        const same = before.find((members) => [...members].every((member) => own.includes(member)));
        expect(same).toBeDefined();
        for (const member of own) if (!same?.has(member)) expect(touched).toContain(member);
        expect(second.rings).toContainEqual(ring);
      }
    }
  });

  it('the same data again give the very same rings, also where only those that stood are known', () => {
    for (const { columns, second } of trials) {
      expect(runFull(columns, second.before).rings).toEqual(second.rings);
      const names = new Set(second.stood.map((ring) => membersOf(ring).join()));
      const rings = second.before.rings.filter((ring) => names.has(membersOf(ring).join()));
      expect(runFull(columns, { ...second.before, rings }).rings).toEqual(second.rings);
    }
  });

  it('how sure a ring is that stands is measured like that of any other', () => {
    for (const ring of trials.flatMap(({ second }) => second.stood)) {
      expect(ring.stability?.repetitions).toBe(10);
      expect(ring.chance).toBeDefined();
      expect(ring.evidenceTree?.length).toBeGreaterThan(0);
    }
  });
}, 600_000);

describe('nothing is held on to that today’s data speak against', () => {
  const two = [gang('x', 6), gang('y', 6)];
  const { before } = runFull(graphOf(...two));
  /** New buyers who hold what both gangs hold: nobody of these is touched. */
  const between = (count: number): GraphInput => {
    const buyers = Array.from({ length: count }, (_, i): Key => `Buyer:z${i}`);
    const of = (gangName: string) =>
      buyers.flatMap((from) => [
        { type: 'USES_DEVICE' as const, from, to: `Device:${gangName}` as const },
        { type: 'PAYS_WITH' as const, from, to: `PaymentInstrument:${gangName}` as const },
        { type: 'PAID_OUT_TO' as const, from, to: `PayoutAccount:${gangName}` as const },
      ]);
    return { entities: buyers.map((key) => ({ key })), links: [...of('x'), ...of('y')], events: [] };
  };
  const edited = (edit: (ring: Ring) => Ring): Before => ({ ...before, rings: before.rings.map(edit) });
  const without = (ring: Ring, gone: readonly string[]): Ring => {
    const members = ring.members.filter(({ id }) => !gone.includes(id));
    return { ...ring, members, size: members.length };
  };

  it('two rings that new accounts tie together become one', () => {
    const { rings, stood } = runFull(graphOf(...two, between(3)), before);
    expect(rings).toHaveLength(1);
    expect(ids(rings[0])).toEqual(expect.arrayContaining(['x0', 'x5', 'y0', 'y5', 'z0', 'z2']));
    expect(stood).toEqual([]);
  });

  it('a new account with their identifiers joins at once', () => {
    const { rings } = runFull(graphOf(gang('x', 7), gang('y', 6)), before);
    expect(ids(ringWith(rings, 'x0'))).toContain('x6');
  });

  it('a ring whose members lose their ties shrinks, or goes', () => {
    const fewer = runFull(graphOf(gang('x', 4), gang('y', 6)), before).rings;
    expect(ids(ringWith(fewer, 'x0'))).not.toContain('x4');
    const alone = { ...gang('x', 6), links: [] };
    expect(ringWith(runFull(graphOf(alone, gang('y', 6)), before).rings, 'x0')).toBeUndefined();
  });

  it('a ring goes whose identifiers everybody holds by now, though nobody in it was touched', () => {
    const crowd = Array.from({ length: 400 }, (_, i): Key => `Buyer:c${i}`);
    const everybody: GraphInput = {
      entities: crowd.map((key) => ({ key })),
      links: crowd.flatMap((from) => [
        { type: 'USES_DEVICE' as const, from, to: 'Device:x' as const },
        { type: 'PAYS_WITH' as const, from, to: 'PaymentInstrument:x' as const },
        { type: 'PAID_OUT_TO' as const, from, to: 'PayoutAccount:x' as const },
      ]),
      events: [],
    };
    const columns = graphOf(...two, everybody);
    const knowing = runFull(columns, before);
    expect(ringWith(runFull(columns).rings, 'x0')?.size).toEqual(ringWith(knowing.rings, 'x0')?.size);
    expect(knowing.stood).toEqual([]);
  });

  it('a ring that lost members on the way gets them back from the next full run', () => {
    const drifted = edited((ring) => (ids(ring).includes('x0') ? without(ring, ['x4', 'x5']) : ring));
    expect(ids(ringWith(runFull(graphOf(...two), drifted).rings, 'x0'))).toEqual(expect.arrayContaining(['x4', 'x5']));
  });

  it('a ring that never was one is not found because it is said to stand', () => {
    const invented = edited((ring) => ({
      ...ring,
      members: before.rings.flatMap(({ members }) => members.slice(0, 2)),
      size: 4,
    }));
    const { rings, stood } = runFull(graphOf(...two), invented);
    expect(rings).toEqual(runFull(graphOf(...two)).rings);
    expect(stood).toEqual([]);
  });
});

/** What an incremental run tells of rings that are known: with new figures where a search could bring nobody to them, and held on to no longer than today's data allow. */
import { describe, expect, it } from 'vitest';
import type { Before } from '../../../server/src/detection/incremental/incremental-steps.ts';
import type { Ring, RingCandidate } from '../../../server/src/domain/ring.ts';
import { gang, graphOf } from '../../support/gangs.ts';
import type { EventInput, GraphInput, LinkInput } from '../../support/graph-columns.ts';
import { runFull, runIncremental } from '../../support/incremental-runs.ts';

const [x, y] = [gang('x', 6), gang('y', 6)];
const { before } = runFull(graphOf(x, y));

const ids = (ring: RingCandidate | undefined): readonly string[] => (ring?.members ?? []).map(({ id }) => id);
const ringWith = <R extends RingCandidate>(rings: readonly R[], id: string): R | undefined =>
  rings.find((ring) => ids(ring).includes(id));

const purchase: EventInput = {
  ...({ type: 'ORDER', id: 'new', from: 'Buyer:x0', to: 'Seller:elsewhere', orderId: 'new' } as const),
  ...{ at: '2026-03-09T10:00:00Z', amount: '25', currency: 'USD' },
};
const withEvents = (part: GraphInput, ...events: readonly EventInput[]): GraphInput => ({
  ...part,
  events: [...part.events, ...events],
});
const knowing = (rings: (ring: Ring) => Ring, norms: Partial<Before['norms']> = {}): Before => ({
  ...{ ...before, rings: before.rings.map(rings) },
  norms: { ...before.norms, ...norms },
});
const same = (ring: Ring): Ring => ring;

describe('of a ring a member of which bought where nobody of it is known', () => {
  const columns = graphOf(withEvents(x, purchase), y);
  /** As if an earlier search had found it again in seven of ten cases, and x1 in six. */
  const seldom = ({ stability, members, ...ring }: Ring): Ring => ({
    ...ring,
    ...(stability && { stability: { ...stability, returned: 7 } }),
    members: members.map((member) => (member.id === 'x1' ? { ...member, confidence: 0.6 } : member)),
  });
  const found = runIncremental(columns, knowing(seldom));
  const [told, full] = [ringWith(found.computed, 'x0'), ringWith(runFull(columns).rings, 'x0')];

  it('the money is told anew, and all that is said of it as a full run says it, without anybody computed', () => {
    expect(found.counts).toMatchObject({ computedAccounts: 0, computedRings: 1, standingRings: 1 });
    expect(told?.exposure.turnover).toEqual(full?.exposure.turnover);
    expect(told?.exposure).not.toEqual(ringWith(before.rings, 'x0')?.exposure);
    expect(told?.evidence).toEqual(full?.evidence);
    expect(told?.chance).toEqual(full?.chance);
    expect(told?.evidenceTree).toEqual(full?.evidenceTree);
  });

  it('nobody joins or leaves, and how surely it and its members come back is what the last search said', () => {
    expect(ids(told)).toEqual(ids(ringWith(before.rings, 'x0')));
    expect(told?.stability?.returned).toBe(7);
    expect(told?.members.map(({ id, confidence }) => [id, confidence])).toContainEqual(['x1', 0.6]);
  });

  it('what stood beside it, though it has half its members there, does so still', () => {
    const pair = (ring: Ring): Ring => {
      const [one, other] = [ringWith(before.rings, 'x0')?.members[3], ringWith(before.rings, 'y0')?.members[3]];
      return ids(ring).includes('y0') && one && other ? { ...ring, members: [one, other], size: 2 } : ring;
    };
    const beside = runIncremental(columns, knowing(pair));
    expect([beside.computed.map(({ size }) => size), beside.standing.map(({ size }) => size)]).toEqual([[7], [2]]);
  });
});

describe('a ring of whose members the ties changed', () => {
  const stranger: GraphInput = {
    entities: [{ key: 'Buyer:s' }],
    links: ['Buyer:s', 'Buyer:x0'].map((from) => ({ type: 'PAYS_WITH', from, to: 'PaymentInstrument:s' }) as LinkInput),
    events: [],
  };

  it('stands by today’s data where a search finds nothing in its place', () => {
    const blind = knowing(same, { acceptedTie: 0 });
    const { computed } = runIncremental(graphOf(withEvents(x, purchase), y, stranger), blind);
    expect(ids(ringWith(computed, 'x0'))).toEqual(ids(ringWith(before.rings, 'x0')));
    expect(ringWith(computed, 'x0')?.exposure).not.toEqual(ringWith(before.rings, 'x0')?.exposure);
  });

  it('says no more than what is left of it, and shrinks to those who still have ties', () => {
    const loosened = (least: number): GraphInput => ({
      ...x,
      links: x.links.filter(({ from }) => Number(from.slice(-1)) < least),
    });
    const left = ringWith(runIncremental(graphOf(loosened(0), y), before).computed, 'x0');
    expect(left?.evidence.filter(({ type }) => type.startsWith('SHARED_'))).toEqual([]);
    expect(left?.score).toBeLessThan(ringWith(before.rings, 'x0')?.score ?? 0);
    expect(ids(ringWith(runIncremental(graphOf(loosened(4), y), before).computed, 'x0'))).not.toContain('x4');
  });

  it('takes in a new account that holds what it holds', () => {
    expect(ids(ringWith(runIncremental(graphOf(gang('x', 7), y), before).computed, 'x0'))).toContain('x6');
  });

  it('two that new accounts tie together become one', () => {
    const both = (key: 'Buyer:z0' | 'Buyer:z1' | 'Buyer:z2'): LinkInput[] =>
      (['x', 'y'] as const).flatMap((name): LinkInput[] => [
        { type: 'USES_DEVICE', from: key, to: `Device:${name}` },
        { type: 'PAYS_WITH', from: key, to: `PaymentInstrument:${name}` },
        { type: 'PAID_OUT_TO', from: key, to: `PayoutAccount:${name}` },
      ]);
    const comers = ['Buyer:z0', 'Buyer:z1', 'Buyer:z2'] as const;
    const between = { entities: comers.map((key) => ({ key })), links: comers.flatMap(both), events: [] };
    const { computed, standing } = runIncremental(graphOf(x, y, between), before);
    expect(standing).toEqual([]);
    expect(computed).toHaveLength(1);
    expect(ids(computed[0])).toEqual(expect.arrayContaining(['x0', 'x5', 'y0', 'y5', 'z0', 'z2']));
  });
});

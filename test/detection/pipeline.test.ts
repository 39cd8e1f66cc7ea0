/** What holds for every run: equal data, equal bytes; noise changes nothing; nothing strange breaks it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { SEVERITIES } from '../../server/src/domain/ring.ts';
import { type GraphInput, type Key, toGraphColumns } from '../support/graph-columns.ts';
import { at, buyer, plantRing, seller, settle, smallTown } from '../support/small-town.ts';

const detect = (input: GraphInput) => detectRings(toGraphColumns(input), DEFAULT_PARAMETERS, { now: () => 0 });

describe('a detection run', () => {
  it('finds a planted ring with its members, evidence, roles and arithmetic', () => {
    const town = smallTown();
    const planted = plantRing(town);
    const [ring, ...others] = detect(town.input).candidates;
    expect(others).toEqual([]);
    expect(ring?.members.map(({ kind, id }) => `${kind}:${id}`).sort()).toEqual([...planted].sort());
    expect(ring?.severity).toBe('HIGH');
    expect(ring?.typologies[0]?.code).toBe('BRUSHING');
    expect(ring?.members.find(({ kind }) => kind === 'Seller')).toMatchObject({
      role: 'ORGANISER',
      reason: 'Receives the orders of 6 members',
    });
    const card = ring?.evidence.find(({ type }) => type === 'SHARED_PAYMENT_INSTRUMENT');
    expect(card?.statement).toMatch(
      /^6 of 7 members paid with 2 cards in common; \d[\d.]* % of cards serve at most 2 accounts$/,
    );
    expect(card?.entities).toHaveLength(2);
    expect(ring?.scoreTerms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(ring?.score ?? 0, 6);
    expect(ring?.evidence.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 2);
    expect(ring?.exposure.turnover).toEqual([{ amount: '2399.76', currency: 'USD' }]);
    expect(ring?.wouldDrop).not.toBeNull();
    expect(ring?.markets).toEqual(['GB']);
    expect(ring?.stages).toContain('transaction');
  });

  it('gives the same bytes for shuffled input', () => {
    const town = smallTown(120, 12);
    plantRing(town, 'r');
    plantRing(town, 'q', 4);
    const expected = JSON.stringify(detect(town.input));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const shuffled = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row, i) => ({ row, key: Math.imul(i + 1, seed | 1) >>> 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
        const { entities, links, events } = town.input;
        const input = { entities: shuffled(entities), links: shuffled(links), events: shuffled(events) };
        expect(JSON.stringify(detect(input))).toBe(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('finds the same members when strangers who share nothing are added', () => {
    const town = smallTown();
    plantRing(town);
    const before = detect(town.input).candidates.map(({ members }) => members.map(({ id }) => id));
    for (let i = 0; i < 40; i++) settle(town, buyer(`zz${i}`), -100 - i);
    expect(detect(town.input).candidates.map(({ members }) => members.map(({ id }) => id))).toEqual(before);
  });

  it('ranks by score, and every ring is whole', () => {
    const town = smallTown();
    for (const [i, size] of [3, 5, 8, 12].entries()) plantRing(town, `r${i}-`, size);
    const { candidates, stages } = detect(town.input);
    expect(candidates.length).toBeGreaterThanOrEqual(4);
    expect(candidates.map(({ score }) => score)).toEqual(candidates.map(({ score }) => score).sort((a, b) => b - a));
    for (const ring of candidates) {
      expect(ring.size).toBe(ring.members.length);
      expect(ring.size).toBeGreaterThanOrEqual(3);
      expect(ring.evidence.length).toBeGreaterThan(0);
      expect(SEVERITIES).toContain(ring.severity);
      expect(ring.confidence).toBeGreaterThan(0);
      expect(ring.confidence).toBeLessThanOrEqual(1);
      for (const { statement } of [...ring.evidence, ...ring.counterEvidence])
        expect(statement).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(stages.map(({ name }) => name)).toContain('communities');
  });

  it('survives anything a graph may hold', () => {
    const key = fc.constantFrom<Key>('Buyer:a', 'Buyer:b', 'Buyer:c', 'Seller:s', 'Creator:k');
    const time = fc.option(fc.integer({ min: 0, max: 300 }).map(at), { nil: undefined });
    const link = fc.record({
      type: fc.constantFrom(
        'USES_DEVICE',
        'PAYS_WITH',
        'PAID_OUT_TO',
        'VERIFIED_BY',
        'SAME_PERSON',
        'MANAGES',
        'REFERRED',
      ),
      from: key,
      to: fc.constantFrom<Key>('Device:d', 'PaymentInstrument:c', 'PayoutAccount:p', 'IdentityDocument:i', 'Buyer:z'),
    });
    const event = fc.record({
      type: fc.constantFrom('ORDER', 'TRANSFER', 'REFUND', 'CHARGEBACK', 'ENFORCEMENT', 'REVIEW', 'COMMISSION'),
      id: fc.uuid(),
      from: key,
      to: fc.constantFrom<Key>('Seller:s', 'Buyer:a', 'Product:p', 'Creator:k'),
      failed: fc.boolean(),
      amount: fc.constantFrom('0', '1', '999999999.99'),
      currency: fc.constantFrom('USD', 'XXX'),
    });
    fc.assert(
      fc.property(
        fc.array(link, { maxLength: 30 }),
        fc.array(event, { maxLength: 30 }),
        time,
        (links, events, when) => {
          const dated = when === undefined ? {} : { at: when };
          const input = {
            entities: [],
            links: links.map((row) => ({ ...row, ...dated })),
            events: events.map((row) => ({ ...row, ...dated })),
          };
          for (const ring of detect(input as GraphInput).candidates)
            expect(JSON.stringify(ring)).not.toContain('null,null');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says nothing about an empty graph', () => {
    expect(detect({ entities: [], links: [], events: [] })).toMatchObject({ candidates: [], ignoredHubs: [] });
  });
});

describe('a pair', () => {
  const pairWith = (status: 'active' | 'banned') => {
    const town = smallTown();
    const [old, back] = [seller('old'), seller('back')];
    settle(town, back, -10);
    settle(town, old, -5000);
    town.entity(old, { status, createdAt: at(-5000) });
    town
      .share('PAID_OUT_TO', [old, back], 'PayoutAccount:same')
      .share('VERIFIED_BY', [old, back], 'IdentityDocument:same');
    return detect(town.input).candidates;
  };

  it('is a ring when one end is banned', () => {
    const [ring] = pairWith('banned');
    expect(ring?.size).toBe(2);
    expect(ring?.typologies[0]?.code).toBe('BANNED_SELLER_RETURN');
    expect(ring?.evidence.map(({ type }) => type)).toContain('KNOWN_FRAUD');
  });

  it('is none otherwise, whatever it shares', () => expect(pairWith('active')).toEqual([]));
});

describe('overlapping rings', () => {
  it('share a member only where their evidence differs', () => {
    const town = smallTown();
    plantRing(town, 'r');
    plantRing(town, 'q');
    town.link('USES_DEVICE', buyer('r0'), 'Device:q');
    const seen = new Map<string, Set<string>[]>();
    for (const ring of detect(town.input).candidates) {
      const evidence = new Set(ring.evidence.flatMap(({ entities }) => entities.map(({ id }) => id)));
      for (const { id } of ring.members) {
        for (const other of seen.get(id) ?? []) {
          const common = [...evidence].filter((entity) => other.has(entity)).length;
          expect(common / evidence.size).toBeLessThan(0.34);
        }
        seen.set(id, [...(seen.get(id) ?? []), evidence]);
      }
    }
  });
});

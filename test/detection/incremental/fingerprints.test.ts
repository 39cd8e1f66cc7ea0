import { describe, expect, it } from 'vitest';
import type { GraphColumns } from '../../../server/src/detection/columns.ts';
import { readImpressions } from '../../../server/src/detection/incremental/fingerprints.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import { gang, graphOf } from '../../support/gangs.ts';
import type { EventInput, GraphInput, Key } from '../../support/graph-columns.ts';

type Print = readonly [ties: number, deeds: number];

function printsOf(columns: GraphColumns): ReadonlyMap<string, Print> {
  const overview = readOverview(columns);
  const { ties, deeds } = readImpressions(overview).prints;
  const entries = Array.from(overview.population.entityOf, (entity, account): [string, Print] => [
    columns.entities.id.at(entity) ?? '',
    [ties[account] ?? 0, deeds[account] ?? 0],
  ]);
  return new Map(entries);
}

/** Who has another print, and whether of ties, of deeds or of both. */
function differences(before: GraphInput, after: GraphInput): Record<string, string> {
  const [old, now] = [printsOf(graphOf(before)), printsOf(graphOf(after))];
  const found: Record<string, string> = {};
  for (const [id, [ties, deeds]] of now) {
    const which = [ties !== old.get(id)?.[0] && 'ties', deeds !== old.get(id)?.[1] && 'deeds']
      .filter(Boolean)
      .join(' and ');
    if (which !== '') found[id] = which;
  }
  return found;
}

const buyers: readonly Key[] = ['Buyer:a', 'Buyer:b', 'Buyer:c'];
const order: EventInput = {
  ...{ type: 'ORDER', id: 'o1', from: 'Buyer:a', to: 'Seller:s', at: '2026-03-01T10:00:00Z', amount: '10' },
  ...{ currency: 'USD', orderId: 'o1' },
};
const town: GraphInput = {
  entities: [...buyers.map((key) => ({ key, createdAt: '2026-02-01T10:00:00Z' })), { key: 'Device:d' }],
  links: [
    { type: 'USES_DEVICE', from: 'Buyer:a', to: 'Device:d', at: '2026-02-20T10:00:00Z' },
    { type: 'USES_DEVICE', from: 'Buyer:b', to: 'Device:d', at: '2026-02-20T10:00:00Z' },
    { type: 'SELLS', from: 'Seller:s', to: 'Product:p', at: '2026-02-20T10:00:00Z' },
  ],
  events: [order, { ...order, id: 'o2', orderId: 'o2', from: 'Buyer:c' }],
};
const withOrder = (change: Partial<EventInput>): GraphInput => ({
  ...town,
  events: town.events.map((event, i) => (i === 0 ? { ...event, ...change } : event)),
});
const withEvent = (event: EventInput): GraphInput => ({ ...town, events: [...town.events, event] });
const withLink = (change: object): GraphInput => ({
  ...town,
  links: town.links.map((link, i) => (i === 0 ? { ...link, ...change } : link)),
});
const withEntity = (key: Key, change: object): GraphInput => ({
  ...town,
  entities: town.entities.map((entity) => (entity.key === key ? { ...entity, ...change } : entity)),
});

describe('the fingerprint of an account', () => {
  it('is the same whatever else the data hold, before it and behind it', () => {
    const alone = printsOf(graphOf(gang('m', 4)));
    const among = printsOf(graphOf(gang('a', 5), gang('m', 4), gang('z', 3)));
    for (const [id, print] of alone) expect(among.get(id), id).toEqual(print);
  });

  it.each([
    ['an amount', withOrder({ amount: '11' })],
    ['its currency', withOrder({ currency: 'EUR' })],
    ['a discount', withOrder({ discount: '1' })],
    ['a moment', withOrder({ at: '2026-03-01T10:00:01Z' })],
    ['a status', withOrder({ status: 'cancelled' })],
    ['that it failed', withOrder({ failed: true })],
    ['a reason', withOrder({ reason: 'why' })],
    ['an action', withOrder({ action: 'why' })],
    ['the first reference of its kind', withOrder({ references: { coupon: 'x' } })],
    ['another deed', withEvent({ ...order, id: 'o3', orderId: 'o3', at: '2026-03-02T10:00:00Z' })],
  ])('differs in deeds by %s, of both ends and of nobody else', (_, after) =>
    expect(differences(town, after)).toEqual({ a: 'deeds', s: 'deeds' }),
  );

  it('differs in deeds by when and how often a tie was seen, of its holder alone', () => {
    expect(differences(town, withLink({ at: '2026-02-21T10:00:00Z' }))).toEqual({ a: 'deeds' });
    expect(differences(town, withLink({ count: 7 }))).toEqual({ a: 'deeds' });
  });

  it('differs in ties by another device, and by the standing of the account', () => {
    expect(differences(town, withLink({ to: 'Device:e' }))).toEqual({ a: 'ties and deeds' });
    expect(differences(town, withEntity('Buyer:c', { status: 'suspended' }))).toEqual({ c: 'ties' });
    expect(differences(town, withEntity('Buyer:c', { risk: 'confirmedFraud' }))['c']).toContain('ties');
  });

  it('differs in deeds by a balance and by a day of registration', () => {
    expect(differences(town, withEntity('Buyer:b', { unsettled: '5', currency: 'USD' }))).toEqual({ b: 'deeds' });
    expect(differences(town, withEntity('Buyer:b', { createdAt: '2026-02-02T10:00:00Z' }))).toEqual({ b: 'deeds' });
  });

  it('differs for all who hold an identifier that is labelled', () =>
    expect(differences(town, withEntity('Device:d', { risk: 'confirmedFraud' }))).toEqual({
      a: 'ties and deeds',
      b: 'ties and deeds',
    }));

  it('differs in ties by a parcel to an address', () => {
    const parcel = {
      type: 'SHIPMENT',
      id: 'p1',
      from: 'Buyer:c',
      to: 'Address:x',
      at: '2026-03-03T10:00:00Z',
    } as const;
    expect(differences(town, withEvent(parcel))['c']).toContain('ties');
  });

  it('differs in deeds by what is done to a thing of theirs', () => {
    const review = { type: 'REVIEW', id: 'r1', from: 'Buyer:c', to: 'Product:p', rating: 5 } as const;
    expect(differences(town, withEvent(review))).toEqual({ c: 'deeds', s: 'deeds' });
  });
});

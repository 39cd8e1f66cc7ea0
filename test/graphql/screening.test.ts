/** `screen` as other tools ask it, over a generated marketplace and its rings. */
import { expect, test } from 'vitest';
import { marketplaceService } from '../support/marketplace-service.ts';

const { askAny } = marketplaceService();

const SCREEN = `query Screen($entity: EntityRef!, $identifiers: [EntityRef!]) {
  screen(entity: $entity, identifiers: $identifiers) {
    entity { externalId label } known risk statement changeNumber
    newIdentifiers { kind externalId } ignoredHubs { entity { externalId } accounts reason }
    nearest { hops risk statement ring { id severity } confirmedFraud { externalId } }
    matches { risk hops ring { id } confirmedFraud { externalId } path {
      from { id externalId } to { id externalId } link { type explanation from { id } to { id } } accounts known passes statement } }
  }
}`;

test('a newcomer with a ring’s identifier is tied to that ring, each hop continuing the last', async () => {
  const rings = await askAny(
    '{ rings(first: 5) { nodes { id identifiers { accounts entity { kind externalId } } } } }',
  );
  const ring = rings.data.rings.nodes.find((one: { identifiers: readonly unknown[] }) => one.identifiers.length > 0);
  const { kind, externalId } = ring.identifiers[0].entity;
  const entity = { kind: 'BUYER', externalId: 'about-to-register' };
  const reply = await askAny(SCREEN, { variables: { entity, identifiers: [{ kind, externalId }] } });
  expect(reply.errors).toEqual([]);
  const { screen } = reply.data;
  expect(screen).toMatchObject({ known: false, newIdentifiers: [], entity: { externalId: 'about-to-register' } });
  expect(screen.matches.map((match: { ring: { id: string } | null }) => match.ring?.id)).toContain(ring.id);
  expect(screen.risk).toBeGreaterThan(0);
  for (const { path } of screen.matches) {
    expect(path[0]).toMatchObject({ from: { externalId: 'about-to-register' }, link: null });
    path
      .slice(1)
      .forEach(
        (
          hop: { from: { id: string }; to: { id: string }; link: { from: { id: string }; to: { id: string } } },
          i: number,
        ) => {
          expect(hop.from.id).toBe(path[i].to.id);
          expect([hop.link.from.id, hop.link.to.id].sort()).toEqual([hop.from.id, hop.to.id].sort());
        },
      );
  }
});

test('wrong kinds are refused in a sentence, and an unknown entity without identifiers is simply unknown', async () => {
  const refused = await askAny(SCREEN, { variables: { entity: { kind: 'COUPON', externalId: 'c' } } });
  expect(refused.errors[0]).toMatchObject({
    message: 'Only accounts and identifiers can be screened; Coupon is neither.',
    extensions: { code: 'INVALID_ARGUMENT' },
  });
  const unknown = await askAny(SCREEN, { variables: { entity: { kind: 'SELLER', externalId: 'nobody' } } });
  expect(unknown.data.screen).toMatchObject({ known: false, risk: 0, nearest: null, matches: [] });
});

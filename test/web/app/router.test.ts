import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityPath, orderPath, type Route, ringPath, toRoute } from '../../../web/src/app/router.ts';
import { ENTITY_KINDS } from '../../../web/src/exploration/vocabulary.ts';

const routeOf = (address: string): Route => {
  const url = new URL(address, 'http://127.0.0.1');
  return toRoute({ pathname: url.pathname, search: url.search });
};
const id = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((text) => !/\p{Surrogate}/u.test(text));

describe('addresses', () => {
  it('bring back every entity, whatever signs its id holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENTITY_KINDS), id, (kind, externalId) => {
        expect(routeOf(entityPath({ kind, externalId }))).toEqual({ view: 'entity', ref: { kind, externalId } });
      }),
    );
  });

  it('bring back every order', () => {
    fc.assert(
      fc.property(id, (orderId) => {
        expect(routeOf(orderPath(orderId))).toEqual({ view: 'order', orderId });
      }),
    );
  });

  it('never look like a file, which the server would not answer with the page', () => {
    fc.assert(
      fc.property(id, (externalId) => {
        const { pathname } = new URL(entityPath({ kind: 'IP_ADDRESS', externalId }), 'http://127.0.0.1');
        expect(decodeURIComponent(pathname)).not.toContain('.');
      }),
    );
  });

  it.each([
    ['/', { view: 'rings' }],
    ['/rings', { view: 'rings' }],
    [ringPath('rng_8KQ2'), { view: 'ring', id: 'rng_8KQ2' }],
    ['/investigate', { view: 'investigate' }],
    ['/runs', { view: 'runs' }],
    ['/alerts', { view: 'alerts' }],
    ['/alerts/x', { view: 'notFound' }],
    ['/entities/ip-address/203.0.113.7', { view: 'entity', ref: { kind: 'IP_ADDRESS', externalId: '203.0.113.7' } }],
    ['/entities/nobody/1', { view: 'notFound' }],
    ['/entities/buyer', { view: 'notFound' }],
    ['/rings/a/b', { view: 'notFound' }],
    ['/toString', { view: 'notFound' }],
    ['/%E0%A4%A', { view: 'notFound' }],
  ])('%s is understood', (address, route) => {
    expect(routeOf(address)).toEqual(route);
  });
});

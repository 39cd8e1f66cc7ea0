/** A third-party logistics warehouse: many shops ship from it and some parcels leave consolidated. */
import { deliver, placeOrder } from '../behaviour/trade.ts';
import { AS_OF, DAY } from '../calendar.ts';
import { anyProduct, takeHonest, whenActive } from '../town.ts';
import { type InnocentRecipe, range } from './scene.ts';

export const logisticsWarehouse: InnocentRecipe = {
  kind: 'LOGISTICS_WAREHOUSE',
  plant(scene) {
    const { ledger, random, place } = scene;
    const warehouse = { kind: 'Warehouse', id: ledger.newId('Warehouse') } as const;
    ledger.entity({
      ...warehouse,
      label: `Fulfilment centre ${random.int(10, 99)}`,
      category: 'third-party logistics',
    });
    const tenants = takeHonest(random, place.sellers, random.int(8, 25));
    for (const tenant of tenants) {
      ledger.link('SHIPS_FROM', tenant, warehouse, { firstSeen: Math.min(AS_OF - DAY, tenant.createdAt + 9 * DAY) });
    }
    for (const _ of range(tenants.length)) {
      const buyer = random.pick(place.buyers);
      const parcel = ledger.newId('Shipment');
      for (const seller of random.sample(tenants, 2)) {
        const at = Math.max(whenActive(random, buyer), seller.activeFrom);
        const order = placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at });
        deliver(ledger, order, at + random.int(3, 6) * DAY, parcel);
      }
    }
    return tenants;
  },
};

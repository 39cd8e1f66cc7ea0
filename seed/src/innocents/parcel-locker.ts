/** A parcel locker: one delivery address for a whole quarter of the town. */
import { takeHonest } from '../town.ts';
import { crowd, type InnocentRecipe, shopFor } from './scene.ts';

export const parcelLocker: InnocentRecipe = {
  kind: 'PARCEL_LOCKER',
  plant(scene) {
    const { ledger, random, place } = scene;
    const address = ledger.newId('Address');
    ledger.entity({
      kind: 'Address',
      id: address,
      label: `Parcel locker ${random.int(100, 999)}`,
      category: 'parcel locker',
    });
    const neighbours = takeHonest(random, place.buyers, crowd(scene, 25, 80));
    for (const neighbour of neighbours) shopFor(scene, neighbour, random.int(1, 3), { address });
    return neighbours;
  },
};

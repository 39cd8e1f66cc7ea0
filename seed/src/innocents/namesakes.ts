/** Siblings with one surname, whose faces match at verification, sharing a home address and nothing else. */
import { verify } from '../behaviour/access.ts';
import { HOUR } from '../calendar.ts';
import { firstName, surname } from '../names.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const namesakes: InnocentRecipe = {
  kind: 'NAMESAKES',
  plant(scene) {
    const { ledger, random } = scene;
    const name = surname(random);
    const address = ledger.newId('Address');
    const face = { kind: 'Fingerprint', id: ledger.newId('Fingerprint') } as const;
    const siblings = range(random.int(3, 4)).map(() =>
      arrive(scene, 'Buyer', { label: `${firstName(random)} ${name}`, address }),
    );
    for (const sibling of siblings) {
      verify(ledger, sibling, sibling.activeFrom + random.int(1, 90) * HOUR, ledger.newId('IdentityDocument'));
      ledger.link('HAS_FINGERPRINT', sibling, face, { firstSeen: sibling.createdAt });
      shopFor(scene, sibling, random.int(2, 6));
    }
    return siblings;
  },
};

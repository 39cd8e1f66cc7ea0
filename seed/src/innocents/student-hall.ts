/** A hall of residence: one street address, one Wi-Fi, accounts opened in the same week of term, the same takeaway deals. */

import { logIn } from '../behaviour/access.ts';
import { DAY, PERIOD_START } from '../calendar.ts';
import { whenActive } from '../town.ts';
import { arrive, type InnocentRecipe, range, shopFor } from './scene.ts';

export const studentHall: InnocentRecipe = {
  kind: 'STUDENT_HALL',
  plant(scene) {
    const { ledger, random } = scene;
    const home = { address: ledger.newId('Address'), ip: ledger.newId('IpAddress') };
    const termBegins = PERIOD_START + random.int(8, 30) * DAY;
    const students = range(random.int(18, 55)).map(() =>
      arrive(scene, 'Buyer', {
        ...home,
        createdAt: random.chance(0.6)
          ? termBegins + random.int(0, 6 * 24) * 3_600_000
          : termBegins - random.int(20, 700) * DAY,
      }),
    );
    for (const student of students) {
      logIn(ledger, student, whenActive(random, student));
      shopFor(scene, student, random.int(1, 5));
    }
    return students;
  },
};

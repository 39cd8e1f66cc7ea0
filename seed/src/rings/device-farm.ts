/** T15: a rack of handsets runs very many accounts of mixed roles, in shifts round the clock, to push its own content. */
import { publish } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { createPool } from './pool.ts';
import { as, moment, type RingRecipe, range, recruit, takesPart } from './scene.ts';

export const deviceFarm: RingRecipe = {
  typology: 'DEVICE_FARM',
  sizes: [8, 60],
  crowds: { share: 0.3, sizes: [20, 60] },
  plant(scene) {
    const { ledger, random } = scene;
    // A rack of handsets, or one handset that changes its accounts all day.
    const usual = random.int(5, 10);
    const perHandset = scene.size >= 20 && random.split('handset').chance(0.7) ? scene.size : usual;
    const devices = createPool(scene, 'Device', { membersPerItem: perHandset });
    const ips = createPool(scene, 'IpAddress', { membersPerItem: random.int(8, 20), incidental: true });
    const creators = range(Math.max(1, Math.round(scene.size * 0.12))).map((i) =>
      recruit(scene, 'Creator', { batchDays: 30, device: devices.home(i) }),
    );
    const bots = range(scene.size - creators.length).map((i) =>
      recruit(scene, 'Buyer', { batchDays: 10, bought: 0.05, device: devices.home(i) }),
    );
    const contents = creators.flatMap((creator) =>
      range(random.int(1, 4)).map((n) => publish(ledger, creator, moment(scene, scene.start + n * 3 * DAY))),
    );
    for (const [i, bot] of bots.entries()) {
      for (const shift of range(random.int(3, 8))) {
        const planned = scene.start + shift * (2 * DAY + 7 * HOUR) + ((i * 37) % 1440) * MINUTE;
        const at = moment(scene, planned);
        logIn(ledger, bot, at, devices.use(i), { ipAddress: ips.use(i) });
        for (const id of random.sample(contents, random.int(1, 3))) {
          if (!takesPart(scene)) continue;
          const action = random.pick(['like', 'like', 'comment', 'share']);
          const when = moment(scene, at + random.int(1, 9) * MINUTE);
          ledger.event('ENGAGEMENT', when, bot, { kind: 'Content', id }, { action, device: devices.home(i) });
        }
      }
      for (const creator of random.sample(creators, 2)) {
        ledger.link('FOLLOWS', bot, creator, { firstSeen: moment(scene, scene.start + random.int(0, 48) * HOUR) });
      }
    }
    return { members: [...as('ORGANISER', creators), ...as('CORE', bots)] };
  },
};

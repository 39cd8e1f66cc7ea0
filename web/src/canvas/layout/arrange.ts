/** The layouts by name. To add one: its file, a line here, its name in vocabulary.ts and its word in en-canvas.ts. */
import type { LayoutName } from '../../exploration/vocabulary.ts';
import type { Arranged, Arrangement } from './arrangement.ts';
import { arrangeByForce } from './force.ts';
import { arrangeInLanes } from './lanes.ts';
import { arrangeAround } from './radial.ts';
import { arrangeByTime } from './time.ts';

const LAYOUT_OF_NAME: Readonly<Record<LayoutName, (arrangement: Arrangement) => Arranged>> = {
  force: arrangeByForce,
  lanes: arrangeInLanes,
  radial: arrangeAround,
  time: arrangeByTime,
};

export const arrange = (arrangement: Arrangement): Arranged => LAYOUT_OF_NAME[arrangement.layout](arrangement);

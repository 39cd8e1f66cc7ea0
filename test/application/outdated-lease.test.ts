/** What a server began is published by it, or not at all once another runs the schedules. */
import { expect, it } from 'vitest';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { openDetecting } from '../support/detecting.ts';
import { gang, graphOf } from '../support/gangs.ts';

it('a detection whose server lost its lease while it computed publishes nothing, and says why', async () => {
  const store = await openDetecting();
  const { cases } = store;
  const take = (holder: string, now: number) => cases.schedules.takeLease({ holder, now, leaseMs: 1_000 });
  const detect = createDetectRings(store.dependencies(graphOf(gang('x', 6), gang('y', 6))));
  await take('one', 0);
  const onStage = (name: string): void => {
    if (name === 'load') void take('two', 2_000);
  };
  expect(await detect(OPERATOR, { leaseHolder: 'one', onStage })).toEqual({
    ok: false,
    failure: { code: 'CANCELLED', message: 'Another server runs the schedules by now: nothing was published.' },
  });
  expect((await cases.rings.runs({ first: 1 })).totalCount).toBe(0);
  expect(await detect(OPERATOR, { leaseHolder: 'two' })).toMatchObject({ ok: true, value: { published: true } });
  await store.close();
});

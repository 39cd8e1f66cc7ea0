/** Accounts that arrive without a date, or with one from long ago, where registrations are screened. */
import { describe, expect, it } from 'vitest';
import { buyer, device, entity, usesDevice } from '../../contract/graph-store/builders.ts';
import { openStores } from '../../support/graphql-service.ts';
import { registered, registrations } from '../../support/registrations.ts';
import { day } from '../../support/ring-builders.ts';

const { time, deps, hold, ringAt, publishAgain, run, list, idsOf, cases, replaceGraph } = registrations();
const undated = (id: string) => entity(buyer(id));
const atDevice = (id: string) => usesDevice(buyer(id), device('d'));

describe('accounts that arrive without a date', () => {
  it('are screened by the first screening too; those whom the run of three days ago knew are the stock', async () => {
    await hold([undated('stock')]);
    await ringAt(device('d'), 'stock');
    await hold([undated('new'), undated('far'), atDevice('new')]);
    expect(await run()).toEqual({ screened: 2, found: 1, keptBack: 0, isDone: true });
    const [found] = await list();
    expect(found).toMatchObject({ entity: buyer('new'), registeredAt: null });
    await hold(['m1', 'm2', 'far', 'later'].map((id) => usesDevice(buyer(id), device('e'))));
    expect(await run()).toMatchObject({ screened: 3, found: 2, isDone: true });
    expect((await idsOf()).sort()).toEqual(['far', 'later', 'new']);
  });

  it('are no stock for being known to a later run, in a store that is younger than three days', async () => {
    await ringAt(device('d'), 'stock');
    time.today = 2;
    await hold([atDevice('new')]);
    await publishAgain();
    expect(await run()).toMatchObject({ screened: 1, found: 1 });
  });

  it('are all the stock where only an empty store was looked through', async () => {
    await publishAgain();
    await ringAt(device('d'), 'stock');
    time.today = 2;
    expect(await run()).toMatchObject({ screened: 0 });
  });

  it('are all the stock where the first screening met an empty store', async () => {
    expect(await run()).toEqual({ screened: 0, found: 0, keptBack: 0, isDone: true });
    await hold([undated('stock')]);
    expect(await run()).toMatchObject({ screened: 0, isDone: true });
    await hold([undated('new')]);
    expect(await run()).toMatchObject({ screened: 1 });
  });

  it('are all the stock where nothing was ever published, and newcomers from then on', async () => {
    await hold([entity(buyer('fraud'), { risk: { label: 'confirmedFraud' } }), ...['fraud', 'stock'].map(atDevice)]);
    expect(await run()).toMatchObject({ screened: 0, isDone: true });
    await hold([atDevice('new')]);
    expect(await run()).toMatchObject({ screened: 1, found: 1 });
  });

  it('are looked at again for three days, whatever was screened in between, and then no more', async () => {
    await ringAt(device('d'));
    await hold([undated('a')]);
    expect(await run()).toMatchObject({ screened: 1, found: 0 });
    time.today = 11;
    await hold([undated('b')]);
    expect(await run()).toMatchObject({ screened: 2, found: 0 });
    time.today = 13;
    await hold([atDevice('a')]);
    expect(await run()).toMatchObject({ screened: 2, found: 1 });
    time.today = 16;
    await run();
    time.today = 19;
    expect(await run()).toMatchObject({ screened: 0 });
    await hold([atDevice('b'), undated('c')]);
    expect(await run()).toMatchObject({ screened: 1, found: 0 });
  });

  it('are not lost when the clock jumps ahead and is set back', async () => {
    await ringAt(device('d'));
    await hold([undated('a')]);
    await run();
    time.today = 3_000;
    await hold([undated('b'), atDevice('b')]);
    expect(await run()).toMatchObject({ found: 1 });
    time.today = 11;
    await hold([undated('c'), atDevice('c')]);
    expect(await run()).toMatchObject({ found: 1 });
    time.today = 20;
    await run();
    time.today = 24;
    await hold([undated('d'), atDevice('d')]);
    expect(await run()).toMatchObject({ screened: 1, found: 1 });
  });
});

it('an account with a date from long ago that arrives late is screened too', async () => {
  await ringAt(device('d'));
  await run();
  await hold([registered('old', -300), atDevice('old')]);
  expect(await run()).toMatchObject({ screened: 1, found: 1 });
  expect(await list()).toMatchObject([{ entity: buyer('old'), registeredAt: day(-300) }]);
});

it('today’s registrations come before an import of old accounts, and each is screened once', async () => {
  await ringAt(device('d'));
  await run();
  await hold(Array.from({ length: 250 }, (_, i) => undated(`x${i}`)));
  await hold([registered('today', 10), atDevice('today'), atDevice('z')]);
  expect(await run({ most: 100 })).toEqual({ screened: 100, found: 1, keptBack: 0, isDone: false });
  expect(await idsOf()).toEqual(['today']);
  expect(await run({ most: 100 })).toMatchObject({ screened: 100, isDone: false });
  expect(await run({ most: 100 })).toEqual({ screened: 52, found: 1, keptBack: 0, isDone: true });
});

it('an account that arrives while a screening is under way, dated where that has passed, is screened by it', async () => {
  await ringAt(device('d'));
  await run();
  await hold([registered('a', 8), registered('b', 9)]);
  expect(await run({ most: 1 })).toMatchObject({ screened: 1, isDone: false });
  await hold([registered('passed', 7), atDevice('passed')]);
  expect(await run()).toEqual({ screened: 2, found: 1, keptBack: 0, isDone: true });
});

it('a long import of old accounts is not begun anew every time its screening came to the end', async () => {
  await ringAt(device('d'));
  await run();
  await hold(Array.from({ length: 300 }, (_, i) => undated(`x${i}`)));
  for (const today of [11, 12, 13, 14, 15, 16]) {
    time.today = today;
    await run({ most: 50 });
  }
  expect((await cases().newcomers.sweep())?.arrivals?.reached).toBe(await deps().graph.nextArrival());
  time.today = 17;
  expect(await run()).toMatchObject({ screened: 0, isDone: true });
  time.today = 18;
  expect(await run()).toMatchObject({ screened: 100, isDone: true });
  time.today = 22;
  expect(await run()).toMatchObject({ screened: 0, isDone: true });
});

it('a screening often repeated keeps few marks of how far it was', async () => {
  await ringAt(device('d'));
  for (let i = 0; i < 20; i++) await run();
  expect((await cases().newcomers.sweep())?.arrivals?.marks).toHaveLength(2);
});

it('a graph that was replaced has other places: its newcomers are those its last run did not know', async () => {
  await ringAt(device('d'));
  await hold([undated('a')]);
  await run();
  const other = await openStores();
  await other.cases.close();
  await replaceGraph(other.graph);
  await hold(['m1', 'm2'].map(atDevice));
  expect(await run()).toMatchObject({ screened: 0 });
  await hold([undated('new'), atDevice('new')]);
  expect(await run()).toMatchObject({ found: 1 });
});

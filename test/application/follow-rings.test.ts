/** Who follows one ring hears of it under whatever id it goes on. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followRings } from '../../server/src/application/streams/follow-rings.ts';
import { createPulse } from '../../server/src/application/streams/pulse.ts';
import { followRings as changesBetween } from '../../server/src/detection/lineage.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { openStores, type Stores } from '../support/graphql-service.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';

const ring = (id: string, names: string): Ring =>
  aRing(id, {
    size: names.length,
    members: [...names].map((name) => ({ kind: 'Buyer', id: name, role: 'CORE', confidence: 1, reason: 'r' })),
  });
const PICTURES = [
  [ring('rng_a', 'pqr'), ring('rng_b', 'xyz'), ring('rng_c', 'klm')],
  [ring('rng_a', 'pqrxyz'), ring('rng_c', 'klmn')],
  [ring('rng_a', 'pqrxyzw'), ring('rng_c', 'klmno')],
  [ring('rng_c', 'klmnopqrxyzw')],
  [ring('rng_c', 'klmnopqrxyzwv')],
];
let stores: Stores;
let published: readonly Ring[];
beforeEach(async () => {
  stores = await openStores();
  published = [];
  await publish(0);
});
afterEach(async () => {
  await stores.graph.close();
  await stores.cases.close();
});

async function publish(number: number): Promise<void> {
  const rings = PICTURES[number] ?? [];
  const at = day(number);
  const lineage = changesBetween(published, rings, { runId: `run_${number}`, at });
  published = [...rings, ...lineage.ended];
  await stores.cases.rings.publishRun(aRun(`run_${number}`, { asOf: at }), published, lineage);
}
async function hear(ringId: string, count: number, after: string | null, act: () => Promise<void>) {
  const { changes: feed, rings } = stores.cases;
  const stopping = new AbortController();
  const onUnexpected = (error: unknown) => expect(error).toBeUndefined();
  const pulse = createPulse({ mark: feed.mark, onUnexpected, everyMs: 5 });
  const followed = await followRings({ feed, rings, pulse, signal: stopping.signal }, OPERATOR, { ringId, after });
  if (!followed.ok) return followed.failure.code;
  await act();
  const heard: string[] = [];
  for await (const { change } of followed.value) {
    heard.push(`${change.type} ${change.ringId}`);
    if (heard.length === count) break;
  }
  stopping.abort();
  return heard;
}
const mergeAndGrow = async () => {
  await publish(1);
  await publish(2);
};

test('also after it went into another', async () => {
  const heard = await hear('rng_b', 3, null, mergeAndGrow);
  expect(heard).toEqual(['MERGED rng_b', 'MERGED rng_a', 'GREW rng_a']);
});

test('also by the id of one that ended before', async () => {
  await publish(1);
  const last = String(await stores.cases.changes.lastRingChange());
  expect(await hear('rng_b', 1, last, () => publish(2))).toEqual(['GREW rng_a']);
});

test('after a break in which it went on twice it hears what whoever stayed did', async () => {
  const start = String(await stores.cases.changes.lastRingChange());
  const all = ['MERGED rng_b', 'MERGED rng_a', 'GREW rng_a', 'MERGED rng_a', 'MERGED rng_c', 'GREW rng_c'];
  const acts = async () => {
    for (const number of [1, 2, 3, 4]) await publish(number);
  };
  expect(await hear('rng_b', all.length, start, acts)).toEqual(all);
  const again = async () => {};
  expect(await hear('rng_b', all.length, start, again)).toEqual(all);
});

test('and is told where there is no such ring', async () => {
  expect(await hear('rng_none', 1, null, mergeAndGrow)).toBe('NOT_FOUND');
});

/** Stores of one test file in which accounts register, and a ring to be near to; days count from March 2026 on. */
import { afterEach, beforeEach } from 'vitest';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import {
  type ScreeningRequest,
  screenRegistrations,
} from '../../server/src/application/newcomers/screen-registrations.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Newcomer, NewcomerStatus } from '../../server/src/domain/newcomer.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import type { Ring, RingMember } from '../../server/src/domain/ring.ts';
import { millisecondsOf } from '../../server/src/domain/time-point.ts';
import { buyer, entity, usesDevice } from '../contract/graph-store/builders.ts';
import { openStores, type Stores } from './graphql-service.ts';
import { aRing, aRun, day } from './ring-builders.ts';

export const registered = (id: string, on: number, fields: Parameters<typeof entity>[1] = {}): GraphRecord =>
  entity(buyer(id), { createdAt: day(on), ...fields });
const BRUSHING = { code: 'BRUSHING', score: 0.9, reason: 'test' } as const;
const member = (ref: EntityRef): RingMember => ({ ...ref, role: 'CORE', confidence: 1, reason: 'test' });

export function registrations() {
  let stores: Stores;
  let rings: readonly Ring[];
  let published: number;
  const time = { today: 10 };
  beforeEach(async () => {
    stores = await openStores();
    time.today = 10;
    rings = [];
    published = 0;
  });
  afterEach(async () => {
    await stores.graph.close();
    await stores.cases.close();
  });
  const clock = { now: () => millisecondsOf(day(time.today)) };
  const deps = () => ({ ...stores.cases, graph: stores.graph, clock, randomness: systemRandomness });
  async function hold(records: readonly GraphRecord[]): Promise<void> {
    const session = await stores.graph.openImport('test');
    if (!session.ok) throw new Error(session.failure.message);
    await session.value.write(records);
    await session.value.close();
  }
  /** By a run that knew everybody who is there. */
  async function publish(ids: readonly string[]): Promise<void> {
    rings = [aRing('rng_a', { members: ids.map((id) => member(buyer(id))), confidence: 1, typologies: [BRUSHING] })];
    await publishAgain();
  }
  async function publishAgain(): Promise<void> {
    published += 1;
    const found = { published: true, asOf: day(10), counts: await stores.graph.counts() };
    await stores.cases.rings.publishRun(aRun(`run_${published}`, found), rings);
  }
  /** A ring of two at one device, and whoever else is named there. */
  async function ringAt(thing: EntityRef, ...others: readonly string[]): Promise<void> {
    await hold(['m1', 'm2', ...others].map((id) => usesDevice(buyer(id), thing)));
    await publish(['m1', 'm2']);
  }
  async function replaceGraph(graph: GraphStore): Promise<void> {
    await stores.graph.close();
    stores = { ...stores, graph };
  }
  async function run(request: ScreeningRequest = {}) {
    const screened = await screenRegistrations(deps(), OPERATOR, request);
    if (!screened.ok) throw new Error(screened.failure.message);
    return screened.value;
  }
  async function list(statuses: readonly NewcomerStatus[] = ['OPEN']): Promise<readonly Newcomer[]> {
    return (await stores.cases.newcomers.newcomers({ statuses }, { first: 100 })).items.map(({ item }) => item);
  }
  const idsOf = async (statuses?: readonly NewcomerStatus[]) => (await list(statuses)).map(({ entity: { id } }) => id);
  return {
    time,
    clock,
    deps,
    hold,
    publish,
    publishAgain,
    replaceGraph,
    ringAt,
    run,
    list,
    idsOf,
    cases: () => stores.cases,
  };
}

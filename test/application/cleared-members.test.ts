/** Whom a person cleared is not in the rings of later runs, until new evidence since says otherwise. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setMemberVerdict } from '../../server/src/application/verdicts/give-verdict.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import type { MemberVerdictCode } from '../../server/src/domain/verdict.ts';
import { type Detecting, openDetecting } from '../support/detecting.ts';
import { gang, graphOf } from '../support/gangs.ts';
import type { GraphInput } from '../support/graph-columns.ts';

/** Nothing but the orders ties it to the gang. */
const SHOP: EntityRef = { kind: 'Seller', id: 'x' };
const shop: GraphInput = {
  entities: [{ key: 'Seller:x', unsettled: '500', currency: 'USD' }],
  links: [],
  events: [],
};
/** The first `count` of the gang order at a shop. */
const orders = (count: number, at: string, month: string): GraphInput => ({
  entities: [],
  links: [],
  events: Array.from({ length: count }, (_, i) => ({
    ...{ type: 'ORDER', id: `${at}${month}${i}`, from: `Buyer:x${i}`, to: `Seller:${at}` },
    ...{ at: `2026-${month}-01T10:0${i}:00Z`, amount: '10', currency: 'USD', orderId: `${at}${month}${i}` },
  })),
});
const OTHER_SHOP = orders(6, 'w', '03');
/** After what was judged in April. */
const ordersSince = (count: number): GraphInput => orders(count, 'x', '05');
const market = (...more: readonly GraphInput[]): GraphColumns =>
  graphOf(gang('x', 6), gang('y', 6), shop, OTHER_SHOP, ...more);

describe('a shop that was cleared of the ring whose orders it got', () => {
  let store: Detecting;
  let before: Ring;
  beforeEach(async () => {
    store = await openDetecting();
    await store.detect(market());
    before = await ringOfGang();
  });
  afterEach(() => store.close());

  async function ringOfGang(): Promise<Ring> {
    const rings = (await store.ringsOf()).filter(({ status }) => status === 'ACTIVE');
    const ring = rings.find(({ members }) => members.some(({ id }) => id === 'x1'));
    if (!ring) throw new Error('the gang was not found');
    return ring;
  }
  const judge = async (verdict: MemberVerdictCode) => {
    const judging = { ...store.dependencies(market()), principal: OPERATOR };
    const reason = verdict === 'INVOLVED' ? 'FRAUD' : 'OTHER';
    const given = await setMemberVerdict(judging, { ringId: before.id, member: SHOP, verdict, reason, note: '' });
    if (!given.ok) throw new Error(given.failure.message);
  };
  const isIn = ({ members }: Ring): boolean => members.some(({ kind, id }) => kind === 'Seller' && id === SHOP.id);

  it('is no member of the same ring in the next run, and its money is not the ring’s', async () => {
    expect(isIn(before)).toBe(true);
    expect(before.exposure.stillStoppable).toEqual([{ amount: '500', currency: 'USD' }]);
    await judge('NOT_INVOLVED');
    const run = await store.detect(market());
    const ring = await ringOfGang();
    expect(ring).toMatchObject({ id: before.id, size: before.size - 1, exposure: { stillStoppable: [] } });
    expect(isIn(ring)).toBe(false);
    expect(await store.repeat(market(), run.id)).toMatchObject({ isEqual: true });
    await store.detect(market());
    expect(isIn(await ringOfGang())).toBe(false);
  }, 60_000);

  it('nor in one that computes only what changed', async () => {
    await judge('NOT_INVOLVED');
    const run = await store.detect(market(), { incremental: true });
    expect(run.incremental).toBeDefined();
    expect(isIn(await ringOfGang())).toBe(false);
  }, 60_000);

  async function expectBackByTheThirdOrder(): Promise<void> {
    await store.detect(market(ordersSince(2)));
    expect(isIn(await ringOfGang())).toBe(false);
    await store.detect(market(ordersSince(3)));
    expect(isIn(await ringOfGang())).toBe(true);
  }

  it('stays out for a few orders more, and is a member again after half as many since', async () => {
    await judge('NOT_INVOLVED');
    await expectBackByTheThirdOrder();
  }, 60_000);

  it('counts what is since by the data that were judged, not by the day somebody judged them', async () => {
    await store.close();
    store = await openDetecting({ now: Date.UTC(2026, 9, 1) });
    await store.detect(market());
    before = await ringOfGang();
    await judge('NOT_INVOLVED');
    await expectBackByTheThirdOrder();
  }, 60_000);

  it('is a member again when somebody judges it to be involved', async () => {
    await judge('NOT_INVOLVED');
    await store.detect(market());
    await judge('INVOLVED');
    await store.detect(market());
    expect(isIn(await ringOfGang())).toBe(true);
  }, 60_000);
});

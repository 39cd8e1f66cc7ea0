/** Behind every sentence of evidence stand the rows it counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOfEvidence, linksOfEvidence } from '../../server/src/application/show-evidence.ts';
import type { GraphEvent } from '../../server/src/domain/graph-view.ts';
import { isFailed } from '../../server/src/domain/merge-observed.ts';
import type { Evidence } from '../../server/src/domain/ring.ts';
import { fillStores, INVESTIGATOR, openStores, type Stores } from '../support/graphql-service.ts';

describe('evidence of a generated marketplace', () => {
  let stores: Stores;
  const evidence: Evidence<string>[] = [];
  beforeAll(async () => {
    stores = await openStores();
    await fillStores(stores, 40_000);
    for await (const ring of stores.cases.rings.allRings()) evidence.push(...ring.evidence, ...ring.counterEvidence);
  });
  afterAll(async () => {
    await stores.graph.close();
    await stores.cases.close();
  });

  const reader = () => ({ principal: INVESTIGATOR, graph: stores.graph, rings: stores.cases.rings });
  const eventsOf = async (one: Evidence<string>, first = 1) => {
    const found = await eventsOfEvidence(reader(), one, { first });
    if (!found.ok) throw new Error(found.failure.message);
    return found.value;
  };
  const rowsOf = async (one: Evidence<string>): Promise<GraphEvent[]> =>
    (await eventsOf(one, 10_000)).items.map(({ item }) => item);
  const saying = (words: RegExp) => evidence.filter(({ statement }) => words.test(statement));

  it('shows as many events as it counts', async () => {
    expect(evidence.length).toBeGreaterThan(50);
    const off = [];
    for (const one of evidence) {
      const { totalCount } = await eventsOf(one);
      if (totalCount !== one.eventCount) off.push(`${one.statement}: ${one.eventCount} counted, ${totalCount} found`);
    }
    expect(off).toEqual([]);
  });

  it('has something to show in every case', async () => {
    const empty = [];
    for (const one of evidence) {
      const links = await linksOfEvidence(reader(), one);
      const count = (links.ok ? links.value.length : 0) + one.entities.length + one.eventCount;
      if (count === 0) empty.push(one.statement);
    }
    expect(empty).toEqual([]);
  });

  it('shows at least as many rows as orders, reviews, claims or transfers its sentence counts', async () => {
    const counted = saying(/^\d+ (of the group's|orders? inside|reviews? inside|transfers? inside|orders? credited)/);
    expect(counted.length).toBeGreaterThan(3);
    const short = counted.filter(({ statement, eventCount }) => eventCount < Number.parseInt(statement, 10));
    expect(short.map(({ statement, eventCount }) => `${eventCount}: ${statement}`)).toEqual([]);
  });

  it('shows the complaints, claims and refunds it counts, also those made against a product', async () => {
    const grievances = saying(/complaints, claims and refunds/);
    expect(grievances.length).toBeGreaterThan(0);
    const targets = new Set<string>();
    for (const one of grievances) for (const { to } of await rowsOf(one)) targets.add(to.kind);
    expect(targets).toContain('Product');
    // Each far end is listed up to a limit; where that was not reached, all that was counted is shown.
    const whole = grievances.filter(({ entities }) => entities.length < 200);
    const short = whole.filter(({ statement, eventCount }) => eventCount < Number.parseInt(statement, 10));
    expect(short.map(({ statement, eventCount }) => `${eventCount}: ${statement}`)).toEqual([]);
  });

  it('shows refused orders where it counts those, and none of them inside the group', async () => {
    for (const one of saying(/were refused/)) expect((await rowsOf(one)).every(isFailed)).toBe(true);
    for (const one of saying(/inside the group/)) expect((await rowsOf(one)).some(isFailed)).toBe(false);
  });

  it('goes on from page to page without a gap', async () => {
    const one = [...evidence].sort((a, b) => b.eventCount - a.eventCount)[0];
    if (!one) throw new Error('no evidence');
    const all = (await rowsOf(one)).map(({ id }) => id);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await eventsOfEvidence(reader(), one, { first: 7, ...(after !== undefined && { after }) });
      if (!page.ok) throw new Error(page.failure.message);
      seen.push(...page.value.items.map(({ item }) => item.id));
      after = page.value.hasNext ? page.value.items.at(-1)?.cursor : undefined;
    } while (after !== undefined);
    expect(seen).toEqual(all);
  });
});

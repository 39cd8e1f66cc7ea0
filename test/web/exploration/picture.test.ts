import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapse, hide, toggleHub } from '../../../web/src/exploration/board-producers.ts';
import { createBoardStore } from '../../../web/src/exploration/board-store.ts';
import { hiddenCount } from '../../../web/src/exploration/hidden-count.ts';
import { isHub } from '../../../web/src/exploration/hub.ts';
import { clearFilters, select, setKindHidden, setLinkTypeHidden } from '../../../web/src/exploration/look-producers.ts';
import { DRAWN_LINKS_LIMIT, DRAWN_NODES_LIMIT, pictureOf } from '../../../web/src/exploration/picture.ts';
import { aBoard, aLink, aNode, producer } from './board-builders.ts';

describe('what is drawn', () => {
  it('every node of the board is drawn or counted under exactly one reason', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 30 }), (changes) => {
        const store = createBoardStore();
        for (const change of changes) store.apply(change);
        const state = store.getState();
        const picture = pictureOf(state);
        const accounted =
          picture.nodes.length +
          picture.hiddenNodes +
          picture.filteredNodes +
          picture.foldedNodes +
          picture.leftOut.nodes;
        expect(accounted).toBe(state.nodes.size);
        const drawn = new Set(picture.nodes.map((node) => node.key));
        for (const link of picture.links) expect(drawn.has(link.from) && drawn.has(link.to)).toBe(true);
      }),
    );
  });

  it('filters never lose a node: clearing them brings back what was drawn', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 20 }), (changes) => {
        const store = createBoardStore();
        for (const change of changes) store.apply(change);
        store.apply(clearFilters());
        const before = pictureOf(store.getState());
        store.apply(setKindHidden('BUYER', true));
        store.apply(setLinkTypeHidden('ORDER', true));
        store.apply(clearFilters());
        const after = pictureOf(store.getState());
        expect(after.nodes).toEqual(before.nodes);
        expect(after.links).toEqual(before.links);
      }),
    );
  });

  it('above the limit it keeps ring members, the selection and confirmed fraud, and counts the rest', () => {
    const ring = [aNode('SELLER', 'z-member', { memberOfRing: true })];
    const fraud = [aNode('BUYER', 'z-fraud', { riskLabel: 'CONFIRMED_FRAUD' })];
    const others = Array.from({ length: 3_000 }, (_, index) => aNode('BUYER', `b${String(index).padStart(5, '0')}`));
    const state = aBoard([...others, ...ring, ...fraud], []);
    const last = others.at(-1)?.key ?? '';
    const picture = pictureOf(select([last])(state));
    const drawn = new Set(picture.nodes.map((node) => node.key));
    expect(picture.nodes).toHaveLength(DRAWN_NODES_LIMIT);
    expect(picture.leftOut.nodes).toBe(3_002 - DRAWN_NODES_LIMIT);
    expect(drawn.has('SELLER:z-member') && drawn.has('BUYER:z-fraud') && drawn.has(last)).toBe(true);
  });

  it('above the limit of links it keeps the strongest', () => {
    const nodes = Array.from({ length: 200 }, (_, index) => aNode('BUYER', `b${index}`));
    const links = nodes.flatMap((from, i) =>
      nodes
        .slice(i + 1, i + 50)
        .map((to, j) => aLink(from, to, { type: 'TRANSFER', strength: ((i * 7 + j * 13) % 100) / 100 })),
    );
    const picture = pictureOf(aBoard(nodes, links));
    expect(links.length).toBeGreaterThan(DRAWN_LINKS_LIMIT);
    expect(picture.links).toHaveLength(DRAWN_LINKS_LIMIT);
    expect(picture.leftOut.links).toBe(links.length - DRAWN_LINKS_LIMIT);
    const drawn = new Set(picture.links.map((link) => link.id));
    const weakestDrawn = Math.min(...picture.links.map((link) => link.strength));
    for (const link of links) if (!drawn.has(link.id)) expect(link.strength).toBeLessThanOrEqual(weakestDrawn);
  });
});

describe('hubs', () => {
  const wifi = aNode('IP_ADDRESS', 'airport', { linkCount: 4_000 });
  const member = aNode('SELLER', 's1', { memberOfRing: true });
  const guests = Array.from({ length: 20 }, (_, index) => aNode('BUYER', `b${index}`));
  const state = aBoard(
    [wifi, member, ...guests],
    [member, ...guests].map((account) => aLink(account, wifi, { type: 'SEEN_AT_IP' })),
  );

  it('a widely used identifier is drawn folded, with its ring members beside it', () => {
    const picture = pictureOf(state);
    expect(picture.nodes.map((node) => node.key)).toEqual([wifi.key, member.key]);
    expect(picture.foldedNodes).toBe(20);
    expect(picture.hubs.get(wifi.key)?.folded).toHaveLength(20);
  });

  it('opens when asked and folds again', () => {
    const opened = toggleHub(wifi.key)(state);
    expect(pictureOf(opened).nodes).toHaveLength(22);
    expect(pictureOf(toggleHub(wifi.key)(opened)).foldedNodes).toBe(20);
  });

  it('what is selected stays drawn', () => {
    expect(pictureOf(select(['BUYER:b3'])(state)).nodes.map((node) => node.key)).toContain('BUYER:b3');
  });

  it('an account is never a hub', () => {
    expect(isHub(aNode('SELLER', 'big', { linkCount: 100_000 }))).toBe(false);
  });
});

describe('the number still hidden', () => {
  const device = aNode('DEVICE', 'd1', {
    linkCount: 7,
    linkCounts: [
      { type: 'USES_DEVICE', count: 5 },
      { type: 'LOGIN', count: 2 },
    ],
  });
  const buyers = ['b1', 'b2', 'b3'].map((id) => aNode('BUYER', id));

  it('is what the graph holds less what is on the board, by type', () => {
    const state = aBoard(
      [device, ...buyers],
      buyers.map((buyer) => aLink(buyer, device)),
    );
    expect(hiddenCount(device, state)).toEqual({
      total: 4,
      byType: [
        { type: 'LOGIN', count: 2 },
        { type: 'USES_DEVICE', count: 2 },
      ],
    });
  });

  it('grows by what a collapse takes back and does not change by hiding', () => {
    const state = aBoard(
      [device, ...buyers],
      buyers.map((buyer) => aLink(buyer, device)),
    );
    expect(hiddenCount(device, hide(['BUYER:b1'])(state)).total).toBe(4);
    expect(hiddenCount(device, collapse(device.key)(state)).total).toBe(7);
  });

  it('is never negative', () => {
    const stale = aNode('DEVICE', 'd1', { linkCount: 1, linkCounts: [{ type: 'USES_DEVICE', count: 1 }] });
    const state = aBoard(
      [stale, ...buyers],
      buyers.map((buyer) => aLink(buyer, stale)),
    );
    expect(hiddenCount(stale, state)).toEqual({ total: 0, byType: [] });
    expect(hiddenCount(aNode('DEVICE', 'd1', { linkCount: 9 }), state).total).toBe(6);
  });
});

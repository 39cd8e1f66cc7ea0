import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_UNDO_STEPS } from '../../../web/src/exploration/board-history.ts';
import { addSubgraph, collapse, hide, pin, setLayout, showPath } from '../../../web/src/exploration/board-producers.ts';
import type { BoardState } from '../../../web/src/exploration/board-state.ts';
import { createBoardStore } from '../../../web/src/exploration/board-store.ts';
import { focusEvidence, select, setKindHidden } from '../../../web/src/exploration/look-producers.ts';
import { aBoard, aLink, aNode, producer } from './board-builders.ts';

/** Everything undo promises to bring back. */
const recorded = (state: BoardState) => ({
  nodes: state.nodes,
  links: state.links,
  steps: state.steps,
  pinned: state.pinned,
  hiddenNodes: state.hiddenNodes,
  openedHubs: state.openedHubs,
  cut: state.cut,
  layout: state.layout,
  hiddenKinds: state.filters.hiddenKinds,
  hiddenLinkTypes: state.filters.hiddenLinkTypes,
});

const seller = aNode('SELLER', 's1', { memberOfRing: true });
const buyer = aNode('BUYER', 'b1');
const device = aNode('DEVICE', 'd1');

describe('undo and redo', () => {
  it('undoing everything gives the first board back, redoing everything the last', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 30 }), (changes) => {
        const store = createBoardStore(aBoard([seller], []));
        const first = recorded(store.getState());
        for (const change of changes) store.apply(change);
        const last = recorded(store.getState());
        let undone = 0;
        while (store.getState().canUndo) {
          store.undo();
          undone += 1;
        }
        expect(recorded(store.getState())).toEqual(first);
        for (let step = 0; step < undone; step += 1) store.redo();
        expect(recorded(store.getState())).toEqual(last);
        expect(store.getState().canRedo).toBe(false);
      }),
    );
  });

  it('one undo takes back exactly one recorded change', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 10 }), producer, (changes, change) => {
        const store = createBoardStore(aBoard([seller], []));
        for (const earlier of changes) store.apply(earlier);
        const before = recorded(store.getState());
        const undoable = store.getState().undoLabel;
        store.apply(change);
        const after = recorded(store.getState());
        const isRecorded = Object.keys(before).some(
          (part) => before[part as keyof typeof before] !== after[part as keyof typeof after],
        );
        if (!isRecorded) {
          expect(store.getState().undoLabel).toBe(undoable);
          return;
        }
        expect(store.getState().undoLabel).toBe(change.action);
        store.undo();
        expect(recorded(store.getState())).toEqual(before);
        store.redo();
        expect(recorded(store.getState())).toEqual(after);
      }),
    );
  });

  it('selection and focus are no steps of the history and survive an undo as far as they still exist', () => {
    const store = createBoardStore(aBoard([seller, device], [aLink(seller, device)]));
    store.apply(addSubgraph({ nodes: [buyer], links: [aLink(buyer, device)], parent: device.key }));
    store.apply(select([seller.key, buyer.key]));
    store.apply(focusEvidence({ id: 'e1', label: 'shared device', nodes: new Set([device.key]), links: new Set() }));
    expect(store.getState().undoLabel).toBe('expand');
    store.undo();
    expect([...store.getState().selection]).toEqual([seller.key]);
    expect(store.getState().filters.focus?.id).toBe('e1');
  });

  it('undoing a path takes its light away, and redoing it brings the light back', () => {
    const link = aLink(seller, device);
    const store = createBoardStore(aBoard([seller, device], [link]));
    store.apply(showPath({ from: seller.key, to: device.key, nodes: [seller, device], links: [link], label: 'path' }));
    expect(store.getState().filters.focus?.label).toBe('path');
    store.undo();
    expect(store.getState().filters.focus).toBeNull();
    store.redo();
    expect(store.getState().filters.focus?.label).toBe('path');
  });

  it('what is learnt later is no step, and is there before and after every step', () => {
    const store = createBoardStore(aBoard([seller, device], []));
    store.apply(setLayout('lanes'));
    store.apply(hide([device.key]));
    store.undo();
    store.learn(addSubgraph({ nodes: [buyer], links: [] }));
    expect(store.getState()).toMatchObject({ undoLabel: 'layout', redoLabel: 'hide' });
    for (const step of [store.undo, store.redo, store.redo]) {
      step();
      expect([...store.getState().nodes.keys()]).toContain(buyer.key);
    }
  });

  it('a new change forgets what could be redone', () => {
    const store = createBoardStore(aBoard([seller, device], []));
    store.apply(setLayout('lanes'));
    store.undo();
    expect(store.getState().redoLabel).toBe('layout');
    store.apply(hide([device.key]));
    expect(store.getState().canRedo).toBe(false);
  });

  it('the first filling of an empty board cannot be undone into nothing', () => {
    const store = createBoardStore();
    store.apply(addSubgraph({ nodes: [seller], links: [] }));
    expect(store.getState().canUndo).toBe(false);
  });

  it('keeps a bounded number of steps', () => {
    const store = createBoardStore();
    for (let step = 0; step < MAX_UNDO_STEPS + 20; step += 1)
      store.apply(setLayout(step % 2 === 0 ? 'lanes' : 'force'));
    let undone = 0;
    while (store.getState().canUndo) {
      store.undo();
      undone += 1;
    }
    expect(undone).toBe(MAX_UNDO_STEPS);
  });

  it('a change that changes nothing tells nobody', () => {
    const store = createBoardStore(aBoard([seller], []));
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    store.apply(hide(['BUYER:unknown']));
    store.apply(collapse(seller.key));
    store.undo();
    expect(told).toBe(0);
    expect(store.getState().canUndo).toBe(false);
  });
});

describe('changing the board', () => {
  it('an expansion keeps the role of a node it meets again, and remembers where new nodes grow from', () => {
    const organiser = { ...seller, role: 'ORGANISER' as const };
    const store = createBoardStore(aBoard([organiser], []));
    const { memberOfRing: _, ...seenAgain } = seller;
    store.apply(addSubgraph({ nodes: [seenAgain, buyer], links: [aLink(seller, buyer)], parent: seller.key }));
    expect(store.getState().nodes.get(seller.key)).toMatchObject({ role: 'ORGANISER', memberOfRing: true });
    expect(store.getState().parents).toEqual(new Map([[buyer.key, seller.key]]));
  });

  it('links to what is not on the board are not taken', () => {
    const state = aBoard([seller], [aLink(seller, device)]);
    expect(state.links.size).toBe(0);
  });

  it('collapsing takes leaf neighbours only, and never a member of the ring', () => {
    const otherDevice = aNode('DEVICE', 'd2');
    const member = aNode('BUYER', 'b9', { memberOfRing: true });
    const state = aBoard(
      [seller, buyer, member, device, otherDevice],
      [aLink(seller, device), aLink(buyer, device), aLink(member, device), aLink(seller, otherDevice)],
    );
    const collapsed = collapse(device.key)(state);
    expect([...collapsed.nodes.keys()].sort()).toEqual([member.key, device.key, otherDevice.key, seller.key].sort());
    expect(collapsed.steps).toEqual([{ action: 'collapse', key: device.key }]);
  });

  it('every selected, hidden or pinned key and every link end is on the board, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 30 }), (changes) => {
        const store = createBoardStore();
        for (const change of changes) store.apply(change);
        const state = store.getState();
        for (const key of [...state.selection, ...state.hiddenNodes, ...state.pinned.keys()]) {
          expect(state.nodes.has(key)).toBe(true);
        }
        for (const link of state.links.values()) {
          expect(state.nodes.has(link.from) && state.nodes.has(link.to)).toBe(true);
        }
        for (const key of state.hiddenNodes) expect(state.selection.has(key)).toBe(false);
      }),
    );
  });

  it('what is expanded again comes out of hiding', () => {
    const store = createBoardStore(aBoard([seller, buyer], [aLink(seller, buyer)]));
    store.apply(hide([buyer.key]));
    store.apply(addSubgraph({ nodes: [buyer], links: [], parent: seller.key }));
    expect(store.getState().hiddenNodes.size).toBe(0);
  });

  it('pins only what is there', () => {
    const store = createBoardStore(aBoard([seller], []));
    store.apply(
      pin(
        new Map([
          [seller.key, { x: 1, y: 2 }],
          ['BUYER:none', { x: 0, y: 0 }],
        ]),
      ),
    );
    expect([...store.getState().pinned.keys()]).toEqual([seller.key]);
    store.apply(setKindHidden('SELLER', true));
    expect(store.getState().nodes.size).toBe(1);
  });
});

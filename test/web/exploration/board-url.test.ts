import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardStep } from '../../../web/src/exploration/board-state.ts';
import { createBoardStore } from '../../../web/src/exploration/board-store.ts';
import {
  type BoardLocation,
  decodeBoard,
  encodeBoard,
  MAX_URL_CHARACTERS,
  toBoardLocation,
} from '../../../web/src/exploration/board-url.ts';
import { restoreLook } from '../../../web/src/exploration/restore-board.ts';
import { ENTITY_KINDS, LAYOUTS, LINK_TYPES } from '../../../web/src/exploration/vocabulary.ts';
import { producer } from './board-builders.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const key = fc.tuple(fc.constantFrom(...ENTITY_KINDS), text).map(([kind, id]) => `${kind}:${id}`);
const coordinate = fc.integer({ min: -100_000, max: 100_000 });

const step: fc.Arbitrary<BoardStep> = fc.oneof(
  fc
    .tuple(key, fc.option(fc.constantFrom(...LINK_TYPES)))
    .map(([of, linkType]) => ({ action: 'expand' as const, key: of, linkType })),
  key.map((of) => ({ action: 'collapse' as const, key: of })),
  fc.tuple(key, key).map(([from, to]) => ({ action: 'path' as const, from, to })),
);

const location: fc.Arbitrary<BoardLocation> = fc.record({
  ring: fc.option(text),
  run: fc.option(text),
  steps: fc.array(step, { maxLength: 6 }),
  selection: fc.uniqueArray(key, { maxLength: 4 }),
  hidden: fc.uniqueArray(key, { maxLength: 4 }),
  pinned: fc.array(fc.record({ key, at: fc.record({ x: coordinate, y: coordinate }) }), { maxLength: 4 }),
  hiddenKinds: fc.uniqueArray(fc.constantFrom(...ENTITY_KINDS)),
  hiddenLinkTypes: fc.uniqueArray(fc.constantFrom(...LINK_TYPES), { maxLength: 6 }),
  layout: fc.constantFrom(...LAYOUTS),
  focus: fc.option(text),
});

const NAMES = ['ring', 'run', 'layout', 'focus', 'nokind', 'notype', 'x', 'sel', 'hide', 'pin'];

describe('the address of a board', () => {
  it('gives back what was put in', () => {
    fc.assert(
      fc.property(location, (board) => {
        const { parameters, omitted } = encodeBoard(board);
        fc.pre(omitted === 0);
        expect(decodeBoard(new URLSearchParams(parameters.toString()))).toEqual(board);
      }),
    );
  });

  it('stays within its length and counts what it leaves out', () => {
    fc.assert(
      fc.property(location, fc.integer({ min: 1, max: 40 }), (board, times) => {
        const long = { ...board, steps: Array.from({ length: times }, () => board.steps).flat() };
        const { parameters, omitted } = encodeBoard(long);
        expect(parameters.toString().length).toBeLessThanOrEqual(MAX_URL_CHARACTERS);
        const decoded = decodeBoard(parameters);
        expect(long.steps.slice(0, decoded.steps.length)).toEqual(decoded.steps);
        if (omitted === 0) expect(decoded.steps).toHaveLength(long.steps.length);
      }),
    );
  });

  it('never throws on garbage, and what it reads can be written again', () => {
    const garbage = fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom(...NAMES), fc.string()),
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc
            .tuple(fc.constantFrom('e', 'c', 'p', '-1', '9e9', ''), fc.string(), fc.string())
            .map((parts) => parts.join('~')),
        ),
      ),
    );
    fc.assert(
      fc.property(garbage, (pairs) => {
        const decoded = decodeBoard(new URLSearchParams(pairs));
        const { parameters, omitted } = encodeBoard(decoded);
        if (omitted === 0) expect(decodeBoard(parameters)).toEqual(decoded);
      }),
    );
  });

  it('never throws on a raw query', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => void decodeBoard(new URLSearchParams(query))));
  });

  it('refuses unknown kinds, types and layouts, and ids nobody has', () => {
    const decoded = decodeBoard(
      new URLSearchParams(
        `layout=spiral&nokind=DRAGON&notype=EATS&sel=DRAGON:1&sel=BUYER:&sel=BUYER:${'x'.repeat(500)}&x=e~EATS~BUYER:1`,
      ),
    );
    expect(decoded).toMatchObject({ layout: 'force', hiddenKinds: [], hiddenLinkTypes: [], selection: [], steps: [] });
  });

  it('an unpaired surrogate is left out rather than changed', () => {
    const { parameters, omitted } = encodeBoard({
      ...decodeBoard(new URLSearchParams()),
      selection: ['BUYER:\ud800'],
    });
    expect([parameters.toString(), omitted]).toEqual(['', 1]);
  });

  it('restores the look of a board on the same nodes', () => {
    fc.assert(
      fc.property(fc.array(producer, { maxLength: 20 }), (changes) => {
        const store = createBoardStore();
        for (const change of changes) store.apply(change);
        const state = store.getState();
        const { parameters, omitted } = encodeBoard(toBoardLocation(state, { ring: 'rng_1', run: 'run_1' }));
        fc.pre(omitted === 0);
        const fresh = createBoardStore({ ...state, selection: new Set(), hiddenNodes: new Set(), pinned: new Map() });
        fresh.apply(restoreLook(decodeBoard(parameters)));
        expect(fresh.getState().selection).toEqual(state.selection);
        expect(fresh.getState().hiddenNodes).toEqual(state.hiddenNodes);
        expect(fresh.getState().pinned).toEqual(state.pinned);
        expect(fresh.getState().layout).toBe(state.layout);
      }),
    );
  });
});

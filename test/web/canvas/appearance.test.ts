import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOfLink, lookOfNode, toAppearance } from '../../../web/src/canvas/appearance.ts';
import { CANVAS_COLOURS, type Theme } from '../../../web/src/canvas/appearance-colours.ts';
import { kindsOnBoard, linkTypesOnBoard } from '../../../web/src/canvas/board-counts.ts';
import { csvCell, idsText, nodesCsv } from '../../../web/src/canvas/board-csv.ts';
import { parallelOffsets } from '../../../web/src/canvas/board-graph.ts';
import { nextInDirection } from '../../../web/src/canvas/board-keys.ts';
import { createOccupancy } from '../../../web/src/canvas/occupancy.ts';
import type { BoardState } from '../../../web/src/exploration/board-state.ts';
import { focusEvidence, select, setKindHidden } from '../../../web/src/exploration/look-producers.ts';
import { pictureOf } from '../../../web/src/exploration/picture.ts';
import { ENTITY_KINDS } from '../../../web/src/exploration/vocabulary.ts';
import { chooseText } from '../../../web/src/text/text.tsx';
import { aBoard, aLink, aNode } from '../exploration/board-builders.ts';

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
const contrast = (a: string, b: string): number => {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

const MEANINGFUL = [
  'member',
  'actor',
  'detail',
  'fraud',
  'restricted',
  'legitimate',
  'selected',
  'hub',
  'link',
  'moneyLink',
  'litLink',
] as const;

describe.each(['light', 'dark'] as const satisfies readonly Theme[])('the colours of the canvas, %s', (theme) => {
  const colours = CANVAS_COLOURS[theme];
  it.each(MEANINGFUL)('%s stands out from the paper by 3:1', (name) => {
    expect(contrast(colours[name], colours.paper)).toBeGreaterThanOrEqual(3);
  });
  it.each(['text', 'quietText'] as const)('%s stands out from the paper by 4.5:1', (name) => {
    expect(contrast(colours[name], colours.paper)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['member', 'actor', 'detail'] as const)('glyphs stand out from %s by 3:1', (name) => {
    expect(contrast(colours.glyph, colours[name])).toBeGreaterThanOrEqual(3);
  });
});

const seller = aNode('SELLER', 's1', { memberOfRing: true, riskLabel: 'CONFIRMED_FRAUD' });
const buyer = aNode('BUYER', 'b1', { status: 'RESTRICTED' });
const creator = aNode('CREATOR', 'c1', { riskLabel: 'CONFIRMED_LEGITIMATE' });
const device = aNode('DEVICE', 'd1', { linkCount: 9 });
const nodes = [seller, buyer, creator, device];
const used = aLink(seller, device);
const order = aLink(buyer, seller, { type: 'ORDER', strength: 1 });
const review = aLink(creator, seller, { type: 'REVIEW', strength: 0.1 });
const board = aBoard(nodes, [used, order, review]);

const appearanceOf = (state: BoardState, hovered: string | null = null) =>
  toAppearance({
    state,
    picture: pictureOf(state),
    colours: CANVAS_COLOURS.light,
    hovered: { node: hovered, link: null },
    text: chooseText(['en']),
  });

describe('how a node looks', () => {
  it('kinds differ by shape, and every kind has a sign of its own', () => {
    const look = (node: typeof seller) => lookOfNode(node, appearanceOf(board));
    expect([look(seller).shape, look(buyer).shape, look(creator).shape]).toEqual(['square', 'circle', 'diamond']);
    const signs = ENTITY_KINDS.map((kind) => lookOfNode(aNode(kind, 'x'), appearanceOf(board)).glyph);
    expect(new Set(signs).size).toBe(ENTITY_KINDS.length);
    expect(look(device).size).toBeLessThan(look(buyer).size);
  });

  it('risk shows as a border and as a sign in the name', () => {
    const look = (node: typeof seller) => lookOfNode(node, appearanceOf(board));
    const { light } = CANVAS_COLOURS;
    expect([look(seller).border, look(seller).label]).toEqual([light.fraud, '▲ s1']);
    expect([look(buyer).border, look(buyer).label]).toEqual([light.restricted, '◐ b1']);
    expect([look(creator).border, look(creator).label]).toEqual([light.legitimate, '✓ c1']);
    expect(look(device).borderWidth).toBeLessThan(look(seller).borderWidth);
  });

  it('the badge says how much is not shown', () => {
    expect(lookOfNode(device, appearanceOf(board)).badge).toBe('+8');
  });

  it('hovering lights the neighbours and dims the rest', () => {
    const appearance = appearanceOf(board, device.key);
    expect(lookOfNode(seller, appearance).label).not.toBe('');
    expect(lookOfNode(buyer, appearance)).toMatchObject({ label: '', fill: CANVAS_COLOURS.light.dimmedNode });
    expect(lookOfLink(used, appearance).color).toBe(CANVAS_COLOURS.light.litLink);
    expect(lookOfLink(order, appearance).color).toBe(CANVAS_COLOURS.light.dimmedLink);
  });

  it('evidence in focus dims everything that is not behind it', () => {
    const focus = { id: 'e', label: 'e', nodes: new Set([seller.key, device.key]), links: new Set([used.id]) };
    const appearance = appearanceOf(focusEvidence(focus)(board));
    expect(lookOfNode(buyer, appearance).fill).toBe(CANVAS_COLOURS.light.dimmedNode);
    expect(lookOfNode(device, appearance).forceLabel).toBe(true);
    expect(lookOfLink(order, appearance).color).toBe(CANVAS_COLOURS.light.dimmedLink);
  });

  it('what is selected has a halo', () => {
    const appearance = appearanceOf(select([buyer.key])(board));
    expect(lookOfNode(buyer, appearance).halo).toBe(CANVAS_COLOURS.light.selected);
  });
});

describe('how a link looks', () => {
  it('a shared detail is solid, dealings are dashed, money has an arrow, and width is strength', () => {
    const appearance = appearanceOf(board);
    expect(lookOfLink(used, appearance)).toMatchObject({ dashed: false, arrow: false });
    expect(lookOfLink(review, appearance)).toMatchObject({ dashed: true, arrow: false });
    expect(lookOfLink(order, appearance)).toMatchObject({ dashed: false, arrow: true });
    expect(lookOfLink(order, appearance).size).toBeGreaterThan(lookOfLink(review, appearance).size);
  });

  it('links between the same two run side by side, whichever way they point', () => {
    const there = aLink(buyer, seller, { type: 'ORDER' });
    const back = aLink(seller, buyer, { type: 'REFUND' });
    const offsets = parallelOffsets([there, back]);
    // Both are measured to the left of their own direction: equal numbers lie on opposite sides.
    expect(offsets.get(there.id)).toBe(offsets.get(back.id));
    expect(offsets.get(there.id)).not.toBe(0);
    expect(parallelOffsets([there]).get(there.id)).toBeCloseTo(0);
  });
});

describe('the legend', () => {
  it('counts the whole board, so that it can bring back what it hid', () => {
    const hidden = setKindHidden('BUYER', true)(board);
    expect(kindsOnBoard(hidden).map(({ of, count }) => [of, count])).toContainEqual(['BUYER', 1]);
    expect(linkTypesOnBoard(board).map(({ of }) => of)).toEqual(['USES_DEVICE', 'REVIEW', 'ORDER']);
  });
});

describe('taking things out', () => {
  it('a cell is never run as a formula and always reads back as one cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const cell = csvCell(value);
        expect(/^"?[=+\-@\t\r]/.test(cell)).toBe(false);
        if (/[",\r\n]/.test(cell.replace(/^"|"$/g, '').replaceAll('""', ''))) expect(cell.startsWith('"')).toBe(true);
      }),
    );
  });

  it('holds the selection, or everything when nothing is selected', () => {
    expect(idsText(select([buyer.key])(board))).toBe('b1');
    expect(nodesCsv(board).trim().split('\r\n')).toHaveLength(1 + nodes.length);
  });
});

describe('moving by keys', () => {
  const around = new Map([
    ['right', { x: 10, y: 1 }],
    ['farRight', { x: 40, y: 0 }],
    ['up', { x: 0, y: 10 }],
  ]);
  it('takes the near one in that direction', () => {
    expect(nextInDirection({ x: 0, y: 0 }, around, 'ArrowRight')).toBe('right');
    expect(nextInDirection({ x: 0, y: 0 }, around, 'ArrowUp')).toBe('up');
    expect(nextInDirection({ x: 0, y: 0 }, around, 'ArrowLeft')).toBeNull();
  });
});

describe('room for names', () => {
  it('a name may cover its own node and nothing else', () => {
    const node = { key: 'a', left: 0, right: 10, top: 0, bottom: 10 };
    const occupancy = createOccupancy([node]);
    const name = { left: 5, right: 60, top: 2, bottom: 14 };
    expect(occupancy.isFree(name, 'a')).toBe(true);
    expect(occupancy.isFree(name, 'b')).toBe(false);
    occupancy.take(name);
    expect(occupancy.isFree({ left: 50, right: 90, top: 0, bottom: 8 }, 'a')).toBe(false);
  });
});

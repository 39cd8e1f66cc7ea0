import { describe, expect, it } from 'vitest';
import type { RingDiff } from '../../../web/src/api/use-ring-diff.ts';
import { lookOfLink, lookOfNode, toAppearance } from '../../../web/src/canvas/appearance.ts';
import { CANVAS_COLOURS } from '../../../web/src/canvas/appearance-colours.ts';
import { type BoardLink, type BoardNode, EMPTY_BOARD } from '../../../web/src/exploration/board-state.ts';
import { pictureOf } from '../../../web/src/exploration/picture.ts';
import { chooseText } from '../../../web/src/text/text.tsx';
import { focusOnChanges } from '../../../web/src/views/ring/change-focus.ts';

const colours = CANVAS_COLOURS.light;
const entity = (externalId: string) =>
  ({ kind: 'BUYER', externalId, label: null, status: 'ACTIVE', riskLabel: null, linkCount: 1 }) as const;
const card = { ...entity('card'), kind: 'PAYMENT_INSTRUMENT' } as const;
const link = (id: string, from: ReturnType<typeof entity>) => ({
  id,
  type: 'PAYS_WITH' as const,
  from,
  to: card,
  firstSeen: null,
  lastSeen: null,
  count: 1,
  sources: [],
  strength: 0.5,
  explanation: '',
});
const [came, went, stayed] = [entity('came'), entity('went'), entity('stayed')];
const diff: RingDiff = {
  from: { ring: { score: 40 }, run: { runId: 'run_1', asOf: '2026-05-15', finishedAt: '2026-05-16' } },
  to: { ring: { score: 50 }, run: { runId: 'run_2', asOf: '2026-06-01', finishedAt: '2026-06-02' } },
  joined: [{ entity: came, reason: '' }],
  left: [{ entity: went, reason: '' }],
  kept: [{ entity: stayed, reason: '' }],
  linksGained: [link('l-came', came)],
  linksLost: [link('l-went', went)],
  linksKept: [link('l-stayed', stayed)],
  evidenceGained: [],
  evidenceLost: [],
  truncated: false,
};

describe('what changed, as one picture', () => {
  const state = focusOnChanges('run_1', 'since run_1', diff)(EMPTY_BOARD);
  const hovered = { node: null, link: null };
  const appearance = toAppearance({ state, picture: pictureOf(state), colours, hovered, text: chooseText(['en']) });
  const nodeLook = (key: string) => lookOfNode(state.nodes.get(key) as never, appearance);
  const linkLook = (id: string) => lookOfLink(state.links.get(id) as never, appearance);

  it('puts what is gone on the board beside what is new and what stayed', () => {
    expect([...state.nodes.keys()].sort()).toEqual(
      ['BUYER:came', 'BUYER:stayed', 'BUYER:went', 'PAYMENT_INSTRUMENT:card'].sort(),
    );
    expect([...state.links.keys()]).toEqual(['l-came', 'l-went', 'l-stayed']);
    expect(state.filters.focus).toMatchObject({ id: 'changes:run_1', label: 'since run_1' });
  });

  it('tells them apart without a colour: by a sign, by outline, by dashes', () => {
    expect(nodeLook('BUYER:came').label).toBe('+ came');
    expect(nodeLook('BUYER:went')).toMatchObject({ label: '− went', fill: colours.paper });
    expect(nodeLook('BUYER:stayed').label).toBe('stayed');
    expect(nodeLook('BUYER:stayed').fill).not.toBe(colours.paper);
    expect(nodeLook('BUYER:came').halo).toBe(colours.text);
    expect(nodeLook('BUYER:stayed').halo).not.toBe(colours.text);
    expect(linkLook('l-went').dashed).toBe(true);
    expect(linkLook('l-came')).toMatchObject({ dashed: false, color: colours.litLink });
    expect(linkLook('l-stayed').color).not.toBe(colours.litLink);
    const review = { ...(state.links.get('l-stayed') as BoardLink), type: 'REVIEW' as const };
    expect(lookOfLink(review, appearance).dashed).toBe(false);
  });

  it('names what changed, and leaves what stayed to be pointed at', () => {
    const named = ['came', 'went', 'stayed'].filter((id) => nodeLook(`BUYER:${id}`).forceLabel);
    expect(named).toEqual(['came', 'went']);
  });

  it('draws as members those who are, and nobody who went', () => {
    const members = [...state.nodes.values()].filter(({ memberOfRing }) => memberOfRing).map(({ key }) => key);
    expect(members.sort()).toEqual(['BUYER:came', 'BUYER:stayed']);
    expect(nodeLook('BUYER:stayed').fill).toBe(colours.detail);
    expect(nodeLook('BUYER:came').fill).toBe(colours.member);
  });

  it('hides no risk behind a change', () => {
    const banned = { ...(state.nodes.get('BUYER:came') as BoardNode), status: 'BANNED' as const };
    expect(lookOfNode(banned, appearance)).toMatchObject({ border: colours.restricted, halo: colours.text });
  });
});

import { describe, expect, it } from 'vitest';
import type { RingDiff } from '../../../web/src/api/use-ring-diff.ts';
import { lookOfLink, lookOfNode, toAppearance } from '../../../web/src/canvas/appearance.ts';
import { CANVAS_COLOURS } from '../../../web/src/canvas/appearance-colours.ts';
import { EMPTY_BOARD } from '../../../web/src/exploration/board-state.ts';
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
  from: { ring: { score: 40 } },
  to: { ring: { score: 50 } },
  joined: [{ entity: came, reason: '' }],
  left: [{ entity: went, reason: '' }],
  kept: [{ entity: stayed, reason: '' }],
  linksGained: [link('l-came', came)],
  linksLost: [link('l-went', went)],
  linksKept: [{ id: 'l-stayed' }],
  evidenceGained: [],
  evidenceLost: [],
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
    expect([...state.links.keys()]).toEqual(['l-came', 'l-went']);
    expect(state.filters.focus).toMatchObject({ id: 'changes:run_1', label: 'since run_1' });
  });

  it('tells them apart without a colour: by a sign, by outline, by dashes', () => {
    expect(nodeLook('BUYER:came').label).toBe('+ came');
    expect(nodeLook('BUYER:went')).toMatchObject({ label: '− went', fill: colours.paper });
    expect(nodeLook('BUYER:stayed').label).toBe('stayed');
    expect(nodeLook('BUYER:stayed').fill).not.toBe(colours.paper);
    expect(linkLook('l-went').dashed).toBe(true);
    expect(linkLook('l-came')).toMatchObject({ dashed: false, color: colours.litLink });
  });
});

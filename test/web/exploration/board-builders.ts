/** Small boards for the tests of the exploration room, and arbitrary ones for its properties. */
import fc from 'fast-check';
import {
  addSubgraph,
  collapse,
  hide,
  pin,
  setLayout,
  showHidden,
  showPath,
  toggleHub,
  unpin,
} from '../../../web/src/exploration/board-producers.ts';
import {
  type BoardLink,
  type BoardNode,
  type BoardState,
  EMPTY_BOARD,
  entityKey,
  type Producer,
} from '../../../web/src/exploration/board-state.ts';
import {
  clearFilters,
  clearFocus,
  focusEvidence,
  select,
  setKindHidden,
  setLinkTypeHidden,
  toggleSelect,
} from '../../../web/src/exploration/look-producers.ts';
import { ENTITY_KINDS, type EntityKind, LAYOUTS, LINK_TYPES } from '../../../web/src/exploration/vocabulary.ts';

export const aNode = (kind: EntityKind, externalId: string, more: Partial<BoardNode> = {}): BoardNode => ({
  key: entityKey(kind, externalId),
  kind,
  externalId,
  label: null,
  status: 'ACTIVE',
  riskLabel: null,
  linkCount: 0,
  ...more,
});

export const aLink = (from: BoardNode, to: BoardNode, more: Partial<BoardLink> = {}): BoardLink => ({
  id: `${more.type ?? 'USES_DEVICE'}|${from.key}|${to.key}`,
  type: 'USES_DEVICE',
  from: from.key,
  to: to.key,
  strength: 0.5,
  count: 1,
  firstSeen: null,
  lastSeen: null,
  explanation: '',
  sources: [],
  ...more,
});

export const aBoard = (nodes: readonly BoardNode[], links: readonly BoardLink[]): BoardState =>
  addSubgraph({ nodes, links })(EMPTY_BOARD);

const node: fc.Arbitrary<BoardNode> = fc
  .record({
    kind: fc.constantFrom(...ENTITY_KINDS),
    externalId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    linkCount: fc.nat(300),
    memberOfRing: fc.boolean(),
    riskLabel: fc.constantFrom(null, 'CONFIRMED_FRAUD' as const),
  })
  .map(({ kind, externalId, ...more }) => aNode(kind, externalId, more));

const subgraph = fc.array(node, { minLength: 1, maxLength: 12 }).chain((nodes) =>
  fc
    .array(
      fc
        .tuple(
          fc.constantFrom(...nodes),
          fc.constantFrom(...nodes),
          fc.constantFrom(...LINK_TYPES),
          fc.double({ min: 0, max: 1, noNaN: true }),
        )
        .map(([from, to, type, strength]) => aLink(from, to, { type, strength })),
      { maxLength: 25 },
    )
    .map((links) => ({ nodes, links })),
);

const key = node.map((one) => one.key);
const keys = fc.array(key, { maxLength: 4 });
const place = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });

/** Any change the workbench can make. */
export const producer: fc.Arbitrary<Producer> = fc.oneof(
  subgraph.map((added) => addSubgraph(added)),
  fc.tuple(subgraph, key).map(([added, parent]) => addSubgraph({ ...added, parent })),
  fc.tuple(subgraph, key, key).map(([added, from, to]) => showPath({ ...added, from, to, label: 'path' })),
  key.map(collapse),
  keys.map(hide),
  fc.constant(showHidden()),
  fc.array(fc.tuple(key, place), { maxLength: 3 }).map((places) => pin(new Map(places))),
  keys.map(unpin),
  key.map(toggleHub),
  fc.constantFrom(...LAYOUTS).map(setLayout),
  keys.map(select),
  key.map(toggleSelect),
  fc
    .tuple(keys, fc.string())
    .map(([nodes, id]) => focusEvidence({ id, label: id, nodes: new Set(nodes), links: new Set() })),
  fc.constant(clearFocus()),
  fc.constant(clearFilters()),
  fc.tuple(fc.constantFrom(...ENTITY_KINDS), fc.boolean()).map(([kind, hidden]) => setKindHidden(kind, hidden)),
  fc.tuple(fc.constantFrom(...LINK_TYPES), fc.boolean()).map(([type, hidden]) => setLinkTypeHidden(type, hidden)),
);

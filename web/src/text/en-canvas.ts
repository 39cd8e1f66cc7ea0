/** What the canvas, its legend, its tables and its toolbar say, in English. */
import type { BoardAction } from '../exploration/board-state.ts';
import type { Contact, KindGroup, LayoutName } from '../exploration/vocabulary.ts';
import { many, n } from './en-numbers.ts';

const groups: Readonly<Record<KindGroup, string>> = {
  seller: 'Sellers',
  creator: 'Creators',
  buyer: 'Buyers',
  identifier: 'Shared details',
  thing: 'Products and things',
};

const contacts: Readonly<Record<Contact, string>> = {
  identifier: 'shared detail: solid line',
  interaction: 'dealings: dashed line',
  money: 'money and orders: arrow from who pays or orders',
};

const layouts: Readonly<Record<LayoutName, string>> = {
  force: 'Clusters',
  lanes: 'Lanes',
  radial: 'Radial',
  time: 'Time',
};

const actions: Readonly<Record<BoardAction, string>> = {
  fill: 'add',
  expand: 'expand',
  collapse: 'collapse',
  hide: 'hide',
  showHidden: 'show hidden',
  pin: 'pin',
  unpin: 'unpin',
  filter: 'filter',
  openHub: 'open or fold hub',
  layout: 'change of layout',
  path: 'show path',
  restore: 'restore',
  look: 'look',
};

const riskSigns = { fraud: '▲', restricted: '◐', legitimate: '✓' } as const;

const columns = {
  kind: 'Kind',
  name: 'Name',
  id: 'Id',
  standing: 'Role, risk and status',
  links: 'Links',
  hidden: 'Not shown',
  from: 'From',
  type: 'Link',
  to: 'To',
  count: 'Count',
  strength: 'Strength',
  seen: 'Seen',
  explanation: 'Why they are tied',
} as const;

type LeftOut = { readonly nodes: number; readonly links: number };

const leftOut = (left: LeftOut, nodes: number, links: number): string => {
  const parts = [
    ...(left.nodes > 0 ? [many(left.nodes, 'entity', 'entities')] : []),
    ...(left.links > 0 ? [many(left.links, 'link')] : []),
  ];
  const kept = `the ${n(nodes)} most telling entities and ${n(links)} strongest links between them`;
  return `Left out: ${parts.join(' and ')}. Drawn are ${kept}. Filter by the legend or hide what you have seen to make room.`;
};

type HubFacts = {
  readonly kind: string;
  readonly links: number;
  readonly threshold: number;
  readonly folded: number;
};

const hubReason = ({ kind, links, threshold, folded }: HubFacts): string => {
  const reason = `Hub: ${n(links)} links, and from ${n(threshold)} on a shared ${kind.toLowerCase()} says little about who belongs together.`;
  return folded > 0 ? `${reason} ${many(folded, 'neighbour')} tied to it alone are folded into it.` : reason;
};

const hiddenLinks = (total: number, named: readonly string[], moreTypes: number): string => {
  const rest = moreTypes > 0 ? ` and ${many(moreTypes, 'more type')}` : '';
  return `${many(total, 'link')} not shown${named.length > 0 ? `: ${named.join(', ')}${rest}` : ''}.`;
};

export const enCanvas = {
  canvas: {
    riskSigns,
    groups,
    contacts,
    layouts,
    actions,
    columns,
    leftOut,
    hubReason,
    hiddenLinks,
    member: 'member of the ring',
    tick: (time: Date, withHours: boolean): string =>
      withHours ? time.toISOString().slice(0, 16).replace('T', ' ') : time.toISOString().slice(0, 10),
    hops: (hops: number): string => many(hops, 'step'),
    hiddenBadge: (hidden: number): string => `+${n(hidden)}`,
    kindAndId: (kind: string, id: string): string => `${kind} ${id}`,
    linkBetween: (from: string, type: string, to: string): string => `${from} – ${type} – ${to}`,
    linkFacts: (times: number, strength: number, span: string): string =>
      `${many(times, 'time')}, strength ${strength.toFixed(2)}, ${span}`,
    canvasLabel: (nodes: number, links: number): string =>
      `Board with ${many(nodes, 'entity', 'entities')} and ${many(links, 'link')}. Arrow keys move between neighbours, e expands, c collapses, h hides, p pins, 1 to 4 change the layout, z undoes, Shift z redoes. The table holds the same.`,
    emptyBoard: 'Nothing on the board yet. Open a ring, or search for an account and add it.',
    arranging: 'Arranging…',
    changeSigns: { gained: '+', gone: '−' },
    inFocus: (label: string): string => `Only lit: ${label}`,
    showAll: 'Show all',
    cut: (omitted: number): string =>
      `${many(omitted, 'more entity', 'more entities')} of this ring not loaded: expand what interests you.`,
    folded: (folded: number): string => `${many(folded, 'entity', 'entities')} folded into hubs.`,
    filtered: (filtered: number): string => `${many(filtered, 'entity', 'entities')} filtered out by the legend.`,
    clearFilters: 'Clear filters',
    hiddenByHand: (hidden: number): string => `${many(hidden, 'entity', 'entities')} hidden by you.`,
    showHidden: 'Show them',
    noWebGl: 'This browser cannot draw the picture (WebGL is not available). The tables below hold all of it.',
    expandAll: (hidden: number): string => (hidden > 0 ? `Expand: ${many(hidden, 'link')} not shown` : 'Expand'),
    expandType: (type: string, hidden: number): string => `${type}: ${n(hidden)}`,
    expandCount: (hidden: number): string => `${n(hidden)}: expand`,
    openHub: 'Open the hub',
    foldHub: 'Fold the hub',
    collapse: (leaves: number): string => `Collapse ${many(leaves, 'neighbour')}`,
    pin: 'Pin here',
    unpin: 'Unpin',
    hide: 'Hide',
    copyId: 'Copy id',
    legendKinds: 'Shown',
    legendLinks: 'Links',
    legendMore: (more: number): string =>
      more === 0 ? 'What the lines and borders mean' : `${n(more)} more, and what lines and borders mean`,
    legendLess: 'Less',
    widthKey: 'Wider: stronger.',
    riskKey: `Border: ${riskSigns.fraud} red confirmed fraud, ${riskSigns.restricted} amber restricted or suspected, ${riskSigns.legitimate} green confirmed legitimate.`,
    toolbar: 'Board tools',
    layout: 'Layout',
    undo: (action: BoardAction | null): string => (action ? `Undo ${actions[action]} (z)` : 'Nothing to undo'),
    redo: (action: BoardAction | null): string => (action ? `Redo ${actions[action]} (Shift z)` : 'Nothing to redo'),
    undoShort: 'Undo',
    redoShort: 'Redo',
    zoomIn: 'Zoom in (+)',
    zoomOut: 'Zoom out (-)',
    zoomInShort: '+',
    zoomOutShort: '−',
    fit: 'Fit',
    fitTitle: 'Fit everything into view (0)',
    rearrange: 'Arrange',
    rearrangeTitle: 'Arrange everything again that is not pinned',
    takeOut: 'Copy and export',
    chosen: (chosen: number, isSelection: boolean): string =>
      isSelection ? `${many(chosen, 'entity', 'entities')} selected` : `Nothing selected: all ${n(chosen)} drawn`,
    copyIds: 'Copy ids',
    csvNodes: 'Entities as CSV',
    csvLinks: 'Their links as CSV',
    png: 'Picture as PNG',
    selectColumn: 'Select',
    selectRow: (name: string): string => `Select ${name}`,
    rowsShown: (shown: number, all: number): string => `Showing ${n(shown)} of ${n(all)} rows.`,
    nextRows: (rows: number): string => `Next ${n(rows)}`,
    nodesCaption: (drawn: number, all: number): string =>
      drawn === all
        ? many(all, 'entity', 'entities')
        : `${n(drawn)} of ${many(all, 'entity', 'entities')} on the board`,
    linksCaption: (drawn: number, all: number): string =>
      drawn === all ? many(all, 'link') : `${n(drawn)} of ${many(all, 'link')} on the board`,
    nodesTab: (nodes: number): string => `Entities ${n(nodes)}`,
    linksTab: (links: number): string => `Links ${n(links)}`,
  },
} as const;

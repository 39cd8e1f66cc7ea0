/** What the board remembers. Plain readonly values: every change is a producer that returns a new state. */
import type { EntityKind, EntityStatus, LayoutName, LinkType, MemberRole, RiskLabel } from './vocabulary.ts';

/** `KIND:externalId`. */
export type NodeKey = string;

export type LinkTypeCount = { readonly type: LinkType; readonly count: number };

export type BoardNode = {
  readonly key: NodeKey;
  readonly kind: EntityKind;
  readonly externalId: string;
  readonly label: string | null;
  readonly status: EntityStatus;
  readonly riskLabel: RiskLabel | null;
  /** Distinct links in the whole graph, not only on the board. */
  readonly linkCount: number;
  readonly linkCounts?: readonly LinkTypeCount[];
  readonly role?: MemberRole;
  readonly memberOfRing?: boolean;
};

export type BoardLink = {
  readonly id: string;
  readonly type: LinkType;
  readonly from: NodeKey;
  readonly to: NodeKey;
  /** 0–1. */
  readonly strength: number;
  readonly count: number;
  /** ISO 8601; null when no time is known. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly explanation: string;
  readonly sources: readonly string[];
};

export type Point = { readonly x: number; readonly y: number };

/** What became of a thing since an earlier picture. */
export type Change = 'gained' | 'gone';

/** Exactly the nodes and links behind one evidence (or one path); everything else is dimmed. */
export type Focus = {
  readonly id: string;
  readonly label: string;
  readonly nodes: ReadonlySet<NodeKey>;
  readonly links: ReadonlySet<string>;
  /** By node key and link id, where the focus is a comparison: what is in neither stayed. */
  readonly changes?: ReadonlyMap<string, Change>;
};

type Filters = {
  readonly hiddenKinds: ReadonlySet<EntityKind>;
  readonly hiddenLinkTypes: ReadonlySet<LinkType>;
  readonly focus: Focus | null;
};

/** What was asked of the server after the first picture; played again in order, it restores the board. */
export type BoardStep =
  | { readonly action: 'expand'; readonly key: NodeKey; readonly linkType: LinkType | null }
  | { readonly action: 'collapse'; readonly key: NodeKey }
  | { readonly action: 'path'; readonly from: NodeKey; readonly to: NodeKey };

export type BoardState = {
  readonly nodes: ReadonlyMap<NodeKey, BoardNode>;
  readonly links: ReadonlyMap<string, BoardLink>;
  /** From whose place an added node starts. */
  readonly parents: ReadonlyMap<NodeKey, NodeKey>;
  readonly steps: readonly BoardStep[];
  readonly selection: ReadonlySet<NodeKey>;
  readonly selectedLink: string | null;
  readonly filters: Filters;
  readonly pinned: ReadonlyMap<NodeKey, Point>;
  readonly hiddenNodes: ReadonlySet<NodeKey>;
  /** Hubs the investigator asked to see unfolded. */
  readonly openedHubs: ReadonlySet<NodeKey>;
  /** Left out by the server when the board was first filled; null when nothing was. */
  readonly cut: { readonly omittedNodes: number } | null;
  readonly layout: LayoutName;
};

export const entityKey = (kind: EntityKind, externalId: string): NodeKey => `${kind}:${externalId}`;

export const EMPTY_BOARD: BoardState = {
  nodes: new Map(),
  links: new Map(),
  parents: new Map(),
  steps: [],
  selection: new Set(),
  selectedLink: null,
  filters: { hiddenKinds: new Set(), hiddenLinkTypes: new Set(), focus: null },
  pinned: new Map(),
  hiddenNodes: new Set(),
  openedHubs: new Set(),
  cut: null,
  layout: 'force',
};

export type BoardAction =
  | 'fill'
  | 'expand'
  | 'collapse'
  | 'hide'
  | 'showHidden'
  | 'pin'
  | 'unpin'
  | 'filter'
  | 'openHub'
  | 'layout'
  | 'path'
  | 'restore'
  | 'look';

/** A change of the board. `look` (selection, focus) changes what is looked at and leaves no trace in the history. */
export type Producer = ((state: BoardState) => BoardState) & { readonly action: BoardAction };

export const toProducer = (action: BoardAction, produce: (state: BoardState) => BoardState): Producer =>
  Object.assign((state: BoardState) => produce(state), { action });

/** How a node and a link look: a pure function of the thing, the board and the theme. Nothing here knows Sigma. */
import { adjacencyOf, neighboursOf } from '../exploration/adjacency.ts';
import type { BoardLink, BoardNode, BoardState, NodeKey } from '../exploration/board-state.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import type { Picture } from '../exploration/picture.ts';
import { CONTACT_OF_LINK_TYPE, isActor } from '../exploration/vocabulary.ts';
import type { Text } from '../text/text.tsx';
import type { CanvasColours } from './appearance-colours.ts';
import { changeOf, isComparison, withChange } from './change-look.ts';
import { glyphIndex } from './glyph-atlas.ts';
import { shapeOfKind } from './glyphs.ts';
import type { LinkMark } from './link-program.ts';
import type { NodeMark } from './node-program.ts';

export type Hovered = { readonly node: NodeKey | null; readonly link: string | null };

export type Appearance = {
  readonly state: BoardState;
  readonly picture: Picture;
  readonly colours: CanvasColours;
  readonly hovered: Hovered;
  readonly text: Text;
  /** The hovered node and its neighbours; null when nothing is hovered. */
  readonly lit: ReadonlySet<NodeKey> | null;
  /** Members are few enough to be named wherever there is room, however small they are drawn. */
  readonly namesMembers: boolean;
};

export const toAppearance = (parts: Omit<Appearance, 'lit' | 'namesMembers'>): Appearance => {
  const { hovered, state, picture } = parts;
  const { node } = hovered;
  const lit = node === null ? null : new Set([node, ...neighboursOf(adjacencyOf(state.links), node)]);
  const members = picture.nodes.filter(({ memberOfRing }) => memberOfRing).length;
  return { ...parts, lit, namesMembers: members <= MAX_FORCED_LABELS };
};

type Emphasis = 'lit' | 'plain' | 'dimmed';

export type NodeLook = NodeMark & {
  readonly size: number;
  readonly label: string;
  readonly badge: string;
  readonly labelColour: string;
  /** Its name is a candidate however small it is drawn. */
  readonly forceLabel: boolean;
  /** Its name is written even over others. */
  readonly alwaysNamed: boolean;
  readonly zIndex: number;
};

export type LinkLook = Omit<LinkMark, 'offset'> & {
  readonly size: number;
  readonly color: string;
  readonly zIndex: number;
};

const TRANSPARENT = 'rgba(0,0,0,0)';
const SIZES = { organiser: 15, member: 12.5, actor: 10.5, detail: 8.5 } as const;
const MAX_LABEL_CHARACTERS = 26;
/** More labels than this at once would be noise, even when all are in focus. */
const MAX_FORCED_LABELS = 40;

export const sizeOfNode = (node: BoardNode): number => {
  if (node.role === 'ORGANISER') return SIZES.organiser;
  if (node.memberOfRing) return SIZES.member;
  return isActor(node.kind) ? SIZES.actor : SIZES.detail;
};

const emphasisOfNode = (key: NodeKey, { lit, state }: Appearance): Emphasis => {
  const marked = lit ?? state.filters.focus?.nodes;
  if (!marked) return 'plain';
  return marked.has(key) ? 'lit' : 'dimmed';
};

const emphasisOfLink = (link: BoardLink, { hovered, state }: Appearance): Emphasis => {
  if (hovered.link === link.id || state.selectedLink === link.id) return 'lit';
  if (hovered.node !== null) return link.from === hovered.node || link.to === hovered.node ? 'lit' : 'dimmed';
  const { focus } = state.filters;
  if (!focus) return 'plain';
  const isMarked =
    focus.links.size > 0 ? focus.links.has(link.id) : focus.nodes.has(link.from) && focus.nodes.has(link.to);
  return isMarked ? 'lit' : 'dimmed';
};

/** Risk in words comes first: a decision about the account, then what was decided elsewhere. */
type RiskMark = 'fraud' | 'restricted' | 'legitimate' | null;

const riskMarkOf = (node: BoardNode): RiskMark => {
  if (node.riskLabel === 'CONFIRMED_FRAUD') return 'fraud';
  if (node.status === 'RESTRICTED' || node.status === 'SUSPENDED' || node.status === 'BANNED') return 'restricted';
  if (node.riskLabel === 'SUSPECTED' || node.riskLabel === 'COMPROMISED') return 'restricted';
  return node.riskLabel === 'CONFIRMED_LEGITIMATE' ? 'legitimate' : null;
};

const shorten = (text: string): string =>
  text.length <= MAX_LABEL_CHARACTERS ? text : `${text.slice(0, MAX_LABEL_CHARACTERS - 1)}…`;

const labelOf = (node: BoardNode, { state, text }: Appearance): string => {
  const change = changeOf(node.key, state);
  const mark = riskMarkOf(node);
  const signs = [change && text.canvas.changeSigns[change], mark && text.canvas.riskSigns[mark]];
  return [...signs.filter(Boolean), shorten(nameOf(node))].join(' ');
};

const badgeOf = (node: BoardNode, { state, picture, text }: Appearance): string => {
  const folded = picture.hubs.get(node.key)?.folded.length ?? 0;
  const hidden = hiddenCount(node, state).total + folded;
  return hidden > 0 ? text.canvas.hiddenBadge(hidden) : '';
};

const fillOf = (node: BoardNode, emphasis: Emphasis, colours: CanvasColours): string => {
  if (emphasis === 'dimmed') return colours.dimmedNode;
  if (node.memberOfRing) return colours.member;
  return isActor(node.kind) ? colours.actor : colours.detail;
};

const haloOf = (node: BoardNode, { state, picture, colours }: Appearance, emphasis: Emphasis): string => {
  if (state.selection.has(node.key)) return colours.selected;
  return picture.hubs.has(node.key) && emphasis !== 'dimmed' ? colours.hub : TRANSPARENT;
};

const isLabelForced = (node: BoardNode, appearance: Appearance, emphasis: Emphasis): boolean => {
  const { state, hovered, lit } = appearance;
  if (hovered.node === node.key) return true;
  if (state.selection.has(node.key)) return state.selection.size <= MAX_FORCED_LABELS;
  if (emphasis === 'plain') return node.memberOfRing === true && appearance.namesMembers;
  if (lit === null && isComparison(state)) return changeOf(node.key, state) !== null;
  const marked = lit ?? state.filters.focus?.nodes;
  return emphasis === 'lit' && marked !== undefined && marked.size <= MAX_FORCED_LABELS;
};

export const lookOfNode = (node: BoardNode, appearance: Appearance): NodeLook => {
  const { colours, state } = appearance;
  const emphasis = emphasisOfNode(node.key, appearance);
  const risk = riskMarkOf(node);
  const isDimmed = emphasis === 'dimmed';
  const showsRisk = risk !== null && !isDimmed;
  const look = {
    size: sizeOfNode(node),
    label: isDimmed ? '' : labelOf(node, appearance),
    badge: isDimmed ? '' : badgeOf(node, appearance),
    labelColour: isActor(node.kind) ? colours.text : colours.quietText,
    forceLabel: isLabelForced(node, appearance, emphasis),
    alwaysNamed: appearance.hovered.node === node.key || (state.selection.size === 1 && state.selection.has(node.key)),
    zIndex: isDimmed ? 0 : node.memberOfRing ? 2 : 1,
    fill: fillOf(node, emphasis, colours),
    border: showsRisk ? colours[risk] : colours.paper,
    borderWidth: showsRisk ? 3 : 1,
    glyphColour: isDimmed ? colours.dimmedGlyph : colours.glyph,
    halo: haloOf(node, appearance, emphasis),
    shape: shapeOfKind(node.kind),
    glyph: glyphIndex(node.kind),
    pinned: state.pinned.has(node.key),
  };
  return isComparison(state) && !isDimmed ? withChange(look, node, state, colours) : look;
};

/** Above this many links the weak ones step back, or the picture is a hairball. */
const CROWDED_LINKS = 400;

const opacityOf = (link: BoardLink, { picture }: Appearance): number => {
  const crowd = Math.min(1, CROWDED_LINKS / Math.max(1, picture.links.length));
  return crowd === 1 ? 1 : Math.max(0.16, Math.min(1, crowd + link.strength ** 2 * 0.5));
};

const withOpacity = (hex: string, opacity: number): string => {
  if (opacity >= 1) return hex;
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${opacity.toFixed(2)})`;
};

const colourOfLink = (link: BoardLink, emphasis: Emphasis, appearance: Appearance): string => {
  const { colours, state } = appearance;
  if (state.selectedLink === link.id) return colours.selected;
  const stayed = isComparison(state) && appearance.hovered.node === null && changeOf(link.id, state) !== 'gained';
  if (emphasis === 'lit' && !stayed) return colours.litLink;
  if (emphasis === 'dimmed') return colours.dimmedLink;
  const ink = CONTACT_OF_LINK_TYPE[link.type] === 'money' ? colours.moneyLink : colours.link;
  return withOpacity(ink, opacityOf(link, appearance));
};

export const lookOfLink = (link: BoardLink, appearance: Appearance): LinkLook => {
  const emphasis = emphasisOfLink(link, appearance);
  const contact = CONTACT_OF_LINK_TYPE[link.type];
  const isGone = changeOf(link.id, appearance.state) === 'gone';
  return {
    size: 0.8 + 2.7 * link.strength,
    color: colourOfLink(link, emphasis, appearance),
    dashed: isComparison(appearance.state) ? isGone : contact === 'interaction',
    arrow: contact === 'money',
    zIndex: emphasis === 'lit' ? 2 : emphasis === 'plain' ? 1 : 0,
  };
};

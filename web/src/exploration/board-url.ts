/**
 * The part of the board that a link can restore, as URL parameters. Encoding stops at a bounded length and says what
 * it left out; decoding takes anything and keeps what it understands.
 */
import type { BoardState, BoardStep, NodeKey, Point } from './board-state.ts';
import {
  type EntityKind,
  type LayoutName,
  type LinkType,
  parseKind,
  parseLayout,
  parseLinkType,
} from './vocabulary.ts';

export type BoardLocation = {
  readonly ring: string | null;
  readonly run: string | null;
  readonly steps: readonly BoardStep[];
  readonly selection: readonly NodeKey[];
  readonly hidden: readonly NodeKey[];
  readonly pinned: readonly { readonly key: NodeKey; readonly at: Point }[];
  readonly hiddenKinds: readonly EntityKind[];
  readonly hiddenLinkTypes: readonly LinkType[];
  readonly layout: LayoutName;
  readonly focus: string | null;
};

/** Browsers and proxies agree on about 8,000 characters; half of it leaves room for the rest of the address. */
export const MAX_URL_CHARACTERS = 4_000;
/** Longer ids are no ids of ours (the record contract stops at 200 characters). */
const MAX_TEXT_CHARACTERS = 300;
const MAX_COORDINATE = 1_000_000;

const NAMES = {
  ring: 'ring',
  run: 'run',
  layout: 'layout',
  focus: 'focus',
  hiddenKind: 'nokind',
  hiddenLinkType: 'notype',
  step: 'x',
  selected: 'sel',
  hidden: 'hide',
  pinned: 'pin',
} as const;

export const toBoardLocation = (
  state: BoardState,
  page: { readonly ring: string | null; readonly run: string | null },
): BoardLocation => ({
  ...page,
  steps: state.steps,
  selection: [...state.selection],
  hidden: [...state.hiddenNodes],
  pinned: [...state.pinned].map(([key, at]) => ({ key, at: { x: Math.round(at.x), y: Math.round(at.y) } })),
  hiddenKinds: [...state.filters.hiddenKinds],
  hiddenLinkTypes: [...state.filters.hiddenLinkTypes],
  layout: state.layout,
  focus: state.filters.focus?.id ?? null,
});

const encodeStep = (step: BoardStep): string => {
  switch (step.action) {
    case 'expand':
      return `e~${step.linkType ?? ''}~${step.key}`;
    case 'collapse':
      return `c~~${step.key}`;
    case 'path':
      // The first key is measured, because a key may contain any sign.
      return `p~${step.from.length}~${step.from}${step.to}`;
  }
};

const entriesOf = (location: BoardLocation): readonly (readonly [string, string])[] => [
  ...(location.ring === null ? [] : [[NAMES.ring, location.ring] as const]),
  ...(location.run === null ? [] : [[NAMES.run, location.run] as const]),
  ...(location.layout === 'force' ? [] : [[NAMES.layout, location.layout] as const]),
  ...(location.focus === null ? [] : [[NAMES.focus, location.focus] as const]),
  ...location.hiddenKinds.map((kind) => [NAMES.hiddenKind, kind] as const),
  ...location.hiddenLinkTypes.map((type) => [NAMES.hiddenLinkType, type] as const),
  ...location.steps.map((step) => [NAMES.step, encodeStep(step)] as const),
  ...location.selection.map((key) => [NAMES.selected, key] as const),
  ...location.hidden.map((key) => [NAMES.hidden, key] as const),
  ...location.pinned.map(({ key, at }) => [NAMES.pinned, `${at.x}~${at.y}~${key}`] as const),
];

const LONE_SURROGATE = /\p{Surrogate}/u;
const lengthOf = (name: string, value: string): number => new URLSearchParams([[name, value]]).toString().length + 1;

export type EncodedBoard = {
  readonly parameters: URLSearchParams;
  /** Parts of the board this address does not hold because it would grow too long: to be said to the reader. */
  readonly omitted: number;
};

/** What matters most comes first; the first thing that does not fit ends it, so that no later step lacks an earlier. */
export const encodeBoard = (location: BoardLocation): EncodedBoard => {
  const parameters = new URLSearchParams();
  const entries = entriesOf(location);
  let length = 0;
  let written = 0;
  for (const [name, value] of entries) {
    length += lengthOf(name, value);
    if (length > MAX_URL_CHARACTERS || LONE_SURROGATE.test(value)) break;
    parameters.append(name, value);
    written += 1;
  }
  return { parameters, omitted: entries.length - written };
};

const isShortText = (text: string): boolean => text.length > 0 && text.length <= MAX_TEXT_CHARACTERS;
const parseText = (text: string | null): string | null => (text !== null && isShortText(text) ? text : null);

const parseKey = (text: string): NodeKey | null => {
  const colon = text.indexOf(':');
  const isKey = colon > 0 && colon < text.length - 1 && parseKind(text.slice(0, colon)) !== null;
  return isKey && isShortText(text) ? text : null;
};

/** `head~middle~rest`, where only the rest may contain the sign itself. */
const splitThree = (text: string): readonly [string, string, string] | null => {
  const first = text.indexOf('~');
  const second = text.indexOf('~', first + 1);
  return first < 0 || second < 0 ? null : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
};

const parsePathStep = (length: string, keys: string): BoardStep | null => {
  const cut = Number(length);
  if (!/^\d{1,3}$/.test(length) || cut >= keys.length) return null;
  const from = parseKey(keys.slice(0, cut));
  const to = parseKey(keys.slice(cut));
  return from !== null && to !== null ? { action: 'path', from, to } : null;
};

const parseStep = (text: string): BoardStep | null => {
  const parts = splitThree(text);
  if (!parts) return null;
  const [action, detail, rest] = parts;
  if (action === 'p') return parsePathStep(detail, rest);
  const key = parseKey(rest);
  if (key === null) return null;
  if (action === 'c') return { action: 'collapse', key };
  if (action !== 'e') return null;
  const linkType = parseLinkType(detail);
  return detail === '' || linkType !== null ? { action: 'expand', key, linkType } : null;
};

const parseCoordinate = (text: string): number | null => {
  if (!/^-?\d{1,7}$/.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= MAX_COORDINATE ? value + 0 : null;
};

const parsePin = (text: string): BoardLocation['pinned'][number] | null => {
  const parts = splitThree(text);
  if (!parts) return null;
  const x = parseCoordinate(parts[0]);
  const y = parseCoordinate(parts[1]);
  const key = parseKey(parts[2]);
  return x === null || y === null || key === null ? null : { key, at: { x, y } };
};

const readAll = <T>(parameters: URLSearchParams, name: string, parse: (text: string) => T | null): readonly T[] =>
  parameters
    .getAll(name)
    .map(parse)
    .filter((value) => value !== null);

const readSet = <T>(parameters: URLSearchParams, name: string, parse: (text: string) => T | null): readonly T[] => [
  ...new Set(readAll(parameters, name, parse)),
];

export const decodeBoard = (parameters: URLSearchParams): BoardLocation => ({
  ring: parseText(parameters.get(NAMES.ring)),
  run: parseText(parameters.get(NAMES.run)),
  steps: readAll(parameters, NAMES.step, parseStep),
  selection: readSet(parameters, NAMES.selected, parseKey),
  hidden: readSet(parameters, NAMES.hidden, parseKey),
  pinned: readAll(parameters, NAMES.pinned, parsePin),
  hiddenKinds: readSet(parameters, NAMES.hiddenKind, parseKind),
  hiddenLinkTypes: readSet(parameters, NAMES.hiddenLinkType, parseLinkType),
  layout: parseLayout(parameters.get(NAMES.layout) ?? '') ?? 'force',
  focus: parseText(parameters.get(NAMES.focus)),
});

/** Changes of what is looked at: selection, focus and the filters of the legend. Nothing leaves the board here. */
import { type BoardState, type Focus, type NodeKey, type Producer, toProducer } from './board-state.ts';
import type { EntityKind, LinkType } from './vocabulary.ts';

const known = (state: BoardState, keys: Iterable<NodeKey>): ReadonlySet<NodeKey> =>
  new Set([...keys].filter((key) => state.nodes.has(key) && !state.hiddenNodes.has(key)));

export const select = (keys: Iterable<NodeKey>): Producer =>
  toProducer('look', (state) => ({ ...state, selection: known(state, keys), selectedLink: null }));

export const addToSelection = (keys: Iterable<NodeKey>): Producer =>
  toProducer('look', (state) => ({ ...state, selection: new Set([...state.selection, ...known(state, keys)]) }));

export const toggleSelect = (key: NodeKey): Producer =>
  toProducer('look', (state) => {
    const selection = new Set(state.selection);
    if (!selection.delete(key) && state.nodes.has(key)) selection.add(key);
    return { ...state, selection, selectedLink: null };
  });

export const selectLink = (id: string | null): Producer =>
  toProducer('look', (state) => {
    if (id === null || !state.links.has(id)) return { ...state, selectedLink: null };
    return { ...state, selectedLink: id, selection: new Set() };
  });

export const clearSelection = (): Producer =>
  toProducer('look', (state) => ({ ...state, selection: new Set(), selectedLink: null }));

export const focusEvidence = (focus: Focus): Producer =>
  toProducer('look', (state) => ({ ...state, filters: { ...state.filters, focus } }));

export const clearFocus = (): Producer =>
  toProducer('look', (state) => ({ ...state, filters: { ...state.filters, focus: null } }));

const withMembership = <T>(set: ReadonlySet<T>, item: T, isMember: boolean): ReadonlySet<T> => {
  const next = new Set(set);
  if (isMember) next.add(item);
  else next.delete(item);
  return next;
};

export const setKindHidden = (kind: EntityKind, hidden: boolean): Producer =>
  toProducer('filter', (state) => {
    const hiddenKinds = withMembership(state.filters.hiddenKinds, kind, hidden);
    return { ...state, filters: { ...state.filters, hiddenKinds } };
  });

export const setLinkTypeHidden = (type: LinkType, hidden: boolean): Producer =>
  toProducer('filter', (state) => {
    const hiddenLinkTypes = withMembership(state.filters.hiddenLinkTypes, type, hidden);
    return { ...state, filters: { ...state.filters, hiddenLinkTypes } };
  });

export const clearFilters = (): Producer =>
  toProducer('filter', (state) => ({
    ...state,
    filters: { hiddenKinds: new Set(), hiddenLinkTypes: new Set(), focus: state.filters.focus },
  }));

/**
 * Puts back what an address remembers, once the page has filled the board and played the steps again. The focus is
 * the page's to restore: only it knows the evidence behind the id.
 */
import { type Producer, toProducer } from './board-state.ts';
import type { BoardLocation } from './board-url.ts';

export const restoreLook = (location: BoardLocation): Producer =>
  toProducer('restore', (state) => {
    const isKnown = (key: string) => state.nodes.has(key);
    const hiddenNodes = new Set(location.hidden.filter(isKnown));
    return {
      ...state,
      selection: new Set(location.selection.filter((key) => isKnown(key) && !hiddenNodes.has(key))),
      hiddenNodes,
      pinned: new Map(location.pinned.filter(({ key }) => isKnown(key)).map(({ key, at }) => [key, at])),
      filters: {
        ...state.filters,
        hiddenKinds: new Set(location.hiddenKinds),
        hiddenLinkTypes: new Set(location.hiddenLinkTypes),
      },
      layout: location.layout,
    };
  });

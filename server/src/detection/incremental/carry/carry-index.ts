/** The index of rows of before goes over to what is now: lists of which something is gone or came are changed, and it is the same index. */
import { eachEndOfEvent, eachEndOfLink } from '../fingerprints.ts';
import type { MarketView } from '../market-view.ts';
import type { Overview } from '../overview.ts';
import { type EachKey, eachHolding, linesByOrder, type RowIndex, timeOrder } from '../row-index.ts';
import type { ItemsOf, RowLists } from '../row-lists.ts';
import type { Aligned } from './align-columns.ts';
import type { Moves } from './moves.ts';

type Change = { readonly lists: RowLists; readonly gone: ItemsOf; readonly came: ItemsOf; readonly order?: Order };
type Order = (a: number, b: number) => number;

const ascending: Order = (a, b) => a - b;

export function carryIndex(old: MarketView, now: Overview, aligned: Aligned): RowIndex {
  const { index } = old;
  const changes = changesOf(old, now, aligned);
  for (const { lists, gone } of changes) lists.without(gone);
  const { entities, links, events, accountTo, identifierTo } = aligned;
  const numbered = (numberOf: Int32Array): Int32Array =>
    entities.came.map((entity) => numberOf[entity] ?? -1).filter((number) => number >= 0);
  index.numberings.entities.advance(entities);
  index.numberings.accounts.advance({ to: accountTo, came: numbered(now.population.accountOf) });
  index.numberings.identifiers.advance({ to: identifierTo, came: numbered(now.identifiers.identifierOf) });
  index.numberings.links.advance(links);
  index.numberings.events.advance(events);
  for (const { lists, came, order } of changes) lists.with(came, order ?? ascending);
  return { ...index, linesOf: linesByOrder(now.columns) };
}

function changesOf(old: MarketView, now: Overview, aligned: Aligned): readonly Change[] {
  const { index } = old;
  const { links, events } = aligned;
  const changed = (lists: RowLists, rows: Moves, eachKey: (of: Overview) => EachKey) => ({
    lists,
    gone: itemsBy(eachKey(old), rows.gone),
    came: itemsBy(eachKey(now), rows.came),
  });
  const holdings = changedHoldings(old, now, aligned);
  return [
    changed(index.linksOf, links, (of) => (link, visit) => eachEndOfLink(of, link, visit)),
    changed(index.eventsOf, events, (of) => (event, visit) => eachEndOfEvent(of, event, visit)),
    changed(
      index.linksTo,
      links,
      ({ columns }) =>
        (link, visit) =>
          visit(columns.links.to[link] ?? 0, link),
    ),
    {
      ...changed(
        index.actsOn,
        events,
        ({ columns }) =>
          (e, visit) =>
            visit(columns.events.to[e] ?? 0, e),
      ),
      order: timeOrder(now.columns.events),
    },
    { lists: index.heldBy, ...holdings.byAccount },
    { lists: index.holdersOf, ...holdings.byIdentifier },
  ];
}

function itemsBy(eachKey: EachKey, rows: Int32Array): ItemsOf {
  const items = new Map<number, number[]>();
  for (const row of rows) eachKey(row, (key, item) => addTo(items, key, item));
  return items;
}

function addTo(items: Map<number, number[]>, key: number, item: number): void {
  const own = items.get(key);
  if (own) own.push(item);
  else items.set(key, [item]);
}

type Holdings = { readonly byAccount: Map<number, number[]>; readonly byIdentifier: Map<number, number[]> };

function changedHoldings(old: Overview, now: Overview, { links, events }: Aligned) {
  const gone = holdingsIn(old, links.gone, events.gone);
  const came = holdingsIn(now, links.came, events.came);
  return {
    byAccount: { gone: gone.byAccount, came: came.byAccount },
    byIdentifier: { gone: gone.byIdentifier, came: came.byIdentifier },
  };
}

function holdingsIn(overview: Overview, links: Int32Array, events: Int32Array): Holdings {
  const holdings: Holdings = { byAccount: new Map(), byIdentifier: new Map() };
  eachHolding(overview, { links, events }, (account, identifier) => {
    addTo(holdings.byAccount, account, identifier);
    addTo(holdings.byIdentifier, identifier, account);
  });
  return holdings;
}

/** The index of rows of before as that of now. */

import { eachEndOfEvent, eachEndOfLink } from '../fingerprints.ts';
import type { MarketView } from '../market-view.ts';
import type { Overview } from '../overview.ts';
import { type EachKey, eachHolding, linesByOrder, type RowIndex, timeOrder } from '../row-index.ts';
import type { Aligned } from './align-columns.ts';
import { ascendingOrder, carryBuckets, type ItemsOf } from './carry-buckets.ts';
import type { Moves } from './moves.ts';

export function carryIndex(old: MarketView, now: Overview, aligned: Aligned): RowIndex {
  const { links, events } = aligned;
  const byAccount = { keyTo: aligned.accountTo, keyCount: now.population.accountCount };
  const byIdentifier = { keyTo: aligned.identifierTo, keyCount: now.identifiers.kind.length };
  const byEntity = { keyTo: aligned.entities.to, keyCount: now.columns.entities.length };
  const changed = (rows: Moves, eachKey: (of: Overview) => EachKey) => ({
    itemTo: rows.to,
    gone: itemsBy(eachKey(old), rows.gone),
    came: itemsBy(eachKey(now), rows.came),
  });
  const endsOfLinks = changed(links, (of) => (link, visit) => eachEndOfLink(of, link, visit));
  const endsOfEvents = changed(events, (of) => (event, visit) => eachEndOfEvent(of, event, visit));
  const linksLeading = changed(
    links,
    ({ columns }) =>
      (l, visit) =>
        visit(columns.links.to[l] ?? 0, l),
  );
  const acts = changed(
    events,
    ({ columns }) =>
      (e, visit) =>
        visit(columns.events.to[e] ?? 0, e),
  );
  const holdings = changedHoldings(old, now, aligned);
  const order = ascendingOrder;
  const { index } = old;
  return {
    linksOf: carryBuckets(index.linksOf, { ...byAccount, ...endsOfLinks, order }),
    eventsOf: carryBuckets(index.eventsOf, { ...byAccount, ...endsOfEvents, order }),
    heldBy: carryBuckets(index.heldBy, { ...byAccount, ...holdings.byAccount, itemTo: aligned.identifierTo, order }),
    holdersOf: carryBuckets(index.holdersOf, {
      ...{ ...byIdentifier, ...holdings.byIdentifier },
      ...{ itemTo: aligned.accountTo, order },
    }),
    linksTo: carryBuckets(index.linksTo, { ...byEntity, ...linksLeading, order }),
    actsOn: carryBuckets(index.actsOn, { ...byEntity, ...acts, order: timeOrder(now.columns.events) }),
    linesOf: linesByOrder(now.columns),
  };
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

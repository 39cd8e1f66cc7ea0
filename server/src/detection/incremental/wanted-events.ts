/**
 * Which events computing some accounts reads: those that concern them or an identifier they hold, all that was done at
 * the moments they have in common, and all lines of their orders.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { eachOf as eachIn } from '../graph/csr.ts';
import { SCOPE } from '../scope.ts';
import type { MarketView } from './market-view.ts';
import { momentsInCommon, type Popularity } from './moments-in-common.ts';
import { eachOf } from './row-lists.ts';

const ORDER = EVENT_TYPE_LIST.indexOf('ORDER');
/** Account → SCOPE. */
export type Marks = { readonly scope: Uint8Array; readonly identifiers: Iterable<number> };

/** Event → 1. `identifiers`: those that are wanted. */
export function wantedEvents(view: MarketView, { scope, identifiers }: Marks, popularity: Popularity): Uint8Array {
  const { columns, index } = view;
  const { type, order } = columns.events;
  const kept = momentsInCommon(view, scope, popularity);
  const keep = (e: number): void => {
    kept[e] = 1;
  };
  for (const identifier of identifiers) eachOf(index.actsOn, view.identifiers.entityOf[identifier] ?? 0, keep);
  for (let account = 0; account < scope.length; account++) {
    if (scope[account] === SCOPE.outside) continue;
    eachOf(index.eventsOf, account, (e) => {
      keep(e);
      if (type[e] === ORDER) eachIn(index.linesOf, order[e] ?? -1, keep);
    });
  }
  return kept;
}

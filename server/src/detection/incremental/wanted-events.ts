/**
 * Which events computing some accounts reads: those that concern them or an identifier they hold, all that was done at
 * the moments they have in common, and all lines of their orders.
 */
import { EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { EventColumns } from '../columns.ts';
import { SCOPE } from '../scope.ts';
import { momentsInCommon, type Popularity } from './moments-in-common.ts';
import type { Overview } from './overview.ts';

const ORDER = EVENT_TYPE_LIST.indexOf('ORDER');
/** Account → SCOPE, and identifier → 1 for those that are wanted. */
export type Marks = { readonly scope: Uint8Array; readonly identifiers: Uint8Array };

/** Event → 1; and what was done at the targets of those computed. */
export function wantedEvents(overview: Overview, { scope, identifiers }: Marks, popularity: Popularity) {
  const { events } = overview.columns;
  const { identifierOf } = overview.identifiers;
  const kept = concernedEvents(overview, scope);
  const isOrder = ordersAmong(events, kept);
  const { moments, ...done } = momentsInCommon(overview, scope, popularity);
  for (let e = 0; e < events.length; e++) {
    if (kept[e] === 1) continue;
    const isLine = events.type[e] === ORDER && isOrder[events.order[e] ?? -1] === 1;
    if (isLine || identifiers[identifierOf[events.to[e] ?? 0] ?? -1] === 1 || moments.has(e)) kept[e] = 1;
  }
  return { kept, ...done };
}

function concernedEvents({ columns, ends }: Overview, scope: Uint8Array): Uint8Array {
  const { actor, counterparty, credited } = ends;
  const concerned = new Uint8Array(columns.events.length);
  const isIn = (account: number): boolean => account >= 0 && scope[account] !== SCOPE.outside;
  for (let e = 0; e < concerned.length; e++) {
    if (isIn(actor[e] ?? -1) || isIn(counterparty[e] ?? -1) || isIn(credited[e] ?? -1)) concerned[e] = 1;
  }
  return concerned;
}

/** Order → 1 where a line of it is among the marked events. */
function ordersAmong({ length, type, order }: EventColumns, marked: Uint8Array): Uint8Array {
  let highest = -1;
  for (let e = 0; e < length; e++) if ((order[e] ?? -1) > highest) highest = order[e] ?? -1;
  const orders = new Uint8Array(highest + 1);
  for (let e = 0; e < length; e++) if (marked[e] === 1 && type[e] === ORDER) orders[order[e] ?? -1] = 1;
  return orders;
}

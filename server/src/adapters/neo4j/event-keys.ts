/** Where events stand in their lists: newest first, unknown times last, then by type and id. */
import { compareText } from '../../domain/compare-text.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { eventTypeCode } from '../sqlite/codes.ts';
import { parseCursor, toCursor } from '../sqlite/cursor.ts';

/** Where an event stands in a list: its time (−1 = unknown), type and id. */
export type EventKey = { readonly at: number; readonly type: EventType; readonly id: string };

export const byNewest = (x: EventKey, y: EventKey): number =>
  y.at - x.at || eventTypeCode(x.type) - eventTypeCode(y.type) || compareText(x.id, y.id);

export const cursorOf = ({ at, type, id }: GraphEvent): string => toCursor([at ?? null, eventTypeCode(type), id]);

export function parseEventCursor(cursor: string): EventKey {
  const [at, code, id] = parseCursor(cursor, ['number?', 'number', 'string']);
  return { at: at === null ? -1 : Number(at), type: EVENT_TYPE_LIST[Number(code)] ?? 'ORDER', id: String(id) };
}

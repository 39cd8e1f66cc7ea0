/**
 * Cursors as clients see them: the store's own with a mark of the list it belongs to. Whatever this server did not write
 * for that very list is told before a store is asked, whichever store answers. No secret: it guards against mistakes.
 */
import { createHash } from 'node:crypto';
import type { RingOrder } from '../../application/ports/case-store.ts';

/** A list is the field it is read from; of one that can be ordered, with its order. */
export type ListName = string;

export const ringList = ({ field, direction }: RingOrder): ListName => `Query.rings ${field} ${direction}`;

const SEPARATOR = '.';
const MARK_LENGTH = 8;

const markOf = (list: ListName, cursor: string): string =>
  createHash('sha256').update(`${list}\n${cursor}`).digest('base64url').slice(0, MARK_LENGTH);

export const toListCursor = (list: ListName, cursor: string): string => `${cursor}${SEPARATOR}${markOf(list, cursor)}`;

/** The store's own cursor of one that `isCursorOf` let through. */
export const toStoreCursor = (text: string): string => text.slice(0, text.lastIndexOf(SEPARATOR));

export const isCursorOf = (list: ListName, text: string): boolean => toListCursor(list, toStoreCursor(text)) === text;

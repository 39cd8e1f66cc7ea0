/** Strings a client may send: short, whole Unicode, no control characters. Cursors and global ids may be longer. */
import type { GraphQLError } from 'graphql';
import { refuse } from '../errors.ts';
import { parseGlobalId } from '../shared/global-id.ts';
import { LIMITS } from './bounds.ts';

const CONTROL_CHARACTER = /\p{Cc}/u;
const LONE_SURROGATE = /\p{Cs}/u;
export const NO_CURSOR = 'is not a cursor of this list; leave it out to start over';
const CURSORS: ReadonlySet<string> = new Set(['after', 'before']);
/** Addresses of other services carry their keys in them. */
const LONGEST_URL = 2_000;

/** `argument`: its last name decides what it may hold; `path` is what the message says. */
export function checkText(text: string, { name, path }: { name: string; path: string }): GraphQLError | null {
  const isCursor = CURSORS.has(name);
  if (isCursor && text.length > LIMITS.cursorCharacters) return invalid(path, NO_CURSOR);
  if (name === 'url' && text.length > LONGEST_URL) return invalid(path, `is longer than ${LONGEST_URL} characters`);
  if (!isCursor && name !== 'url' && isTooLong(text) && !isGlobalId(text)) {
    return invalid(path, `is longer than ${LIMITS.textCodePoints} characters`);
  }
  if (CONTROL_CHARACTER.test(text)) return invalid(path, 'contains a control character');
  if (LONE_SURROGATE.test(text)) return invalid(path, 'is not valid Unicode');
  return null;
}

/** Code points, counted only where the cheaper count of units leaves a doubt. */
const isTooLong = (text: string): boolean =>
  text.length > LIMITS.textCodePoints &&
  (text.length > 2 * LIMITS.textCodePoints || [...text].length > LIMITS.textCodePoints);

const isGlobalId = (text: string): boolean => text.length <= LIMITS.cursorCharacters && parseGlobalId(text) !== null;

export const invalid = (path: string, what: string): GraphQLError =>
  refuse('INVALID_ARGUMENT', `The argument ${path} ${what}.`, path);

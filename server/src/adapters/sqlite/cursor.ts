/** Opaque cursors of keyset pages: the sort key of the last row, so that rows added meanwhile shift nothing. */
import { FailureError, failure } from '../../domain/failure.ts';
import type { SqlValue } from './sql.ts';

export const toCursor = (key: readonly SqlValue[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** `shape` names the type of each part; `?` allows null. */
export function parseCursor(cursor: string, shape: readonly ('number' | 'number?' | 'string')[]): readonly SqlValue[] {
  const key = decode(cursor);
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    shape.every((type, i) => typeof key[i] === type.replace('?', '') || (type.endsWith('?') && key[i] === null));
  if (!fits)
    throw new FailureError(
      failure('INVALID_ARGUMENT', '“after” is not a cursor of this list; leave it out to start over.'),
    );
  return key as readonly SqlValue[];
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Opaque keyset cursors: the sort values of a row, with the name of the order they belong to. */
import { z } from 'zod';
import { FailureError, failure } from '../../domain/failure.ts';

const shape = z.tuple([z.string(), z.array(z.union([z.string(), z.number()]))]);
export type SortValue = string | number;

export const toCursor = (order: string, values: readonly SortValue[]): string =>
  Buffer.from(JSON.stringify([order, values])).toString('base64url');

/** The sort values; refuses anything that is not a cursor of this very order. */
export function parseCursor(order: string, cursor: string, length: number): readonly SortValue[] {
  const parsed = shape.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== order || parsed.data[1].length !== length) {
    throw new FailureError(
      failure('INVALID_ARGUMENT', 'The cursor is not one of this list and order; leave it out to start over.'),
    );
  }
  return parsed.data[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cursors this server wrote, of the very list and order they are given to. */
import type { GraphQLError } from 'graphql';
import { HIGHEST_SCORE_FIRST, type RingsArguments } from '../rings/inputs.ts';
import { isCursorOf, type ListName, ringList } from '../shared/cursor.ts';
import type { ArgumentSite } from './argument-sites.ts';
import type { ArgumentValues } from './check-arguments.ts';
import { invalid, NO_CURSOR } from './check-text.ts';

export function checkCursors({ field, coordinate }: ArgumentSite, values: ArgumentValues): GraphQLError | null {
  // What a stream goes on after is the id of an event, not a place in a list.
  if (coordinate.startsWith('Subscription.')) return null;
  for (const name of ['after', 'before']) {
    const cursor = values[name];
    if (typeof cursor !== 'string' || isCursorOf(toListName(coordinate, values), cursor)) continue;
    return invalid(`${field}.${name}`, NO_CURSOR);
  }
  return null;
}

function toListName(coordinate: string, values: ArgumentValues): ListName {
  if (coordinate !== 'Query.rings') return coordinate;
  return ringList((values as RingsArguments).orderBy ?? HIGHEST_SCORE_FIRST);
}

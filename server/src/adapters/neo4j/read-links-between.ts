/** The links of all shortest ways between two entities, found by the server in one trip. */
import { type BetweenRequest, MOST_WAYS } from '../../application/ports/graph-store.ts';
import { FailureError } from '../../domain/failure.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { type Neo4jConnection, toInteger } from './connection.ts';
import { nodeKey } from './entity-properties.ts';
import { toLinkBetween } from './read-links.ts';

/** What the statement looks for: the length of a pattern cannot be a parameter. */
const MOST_LENGTH = 6;
/** Then the reader's own search is as quick. */
const LONGEST_MS = 2_000;

export async function readLinksBetween(
  connection: Neo4jConnection,
  { from, to, maxLength, mostLinks }: BetweenRequest,
): Promise<readonly DrawnLink[] | null> {
  const [first, last] = [nodeKey(from), nodeKey(to)];
  if (first === last) return [];
  if (maxLength > MOST_LENGTH) return null;
  const parameters = { from: first, to: last, mostLinks: toInteger(mostLinks), limit: toInteger(MOST_WAYS) };
  try {
    const rows = await connection.ask('graph/links-between', parameters, null, LONGEST_MS);
    if (rows.length === 0 || Number(rows[0]?.[1]) > maxLength) return [];
    return Number(rows[0]?.[0]) < MOST_WAYS ? rows.map(([, , ...link]) => toLinkBetween(link)) : null;
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'LIMIT_EXCEEDED') return null;
    throw error;
  }
}

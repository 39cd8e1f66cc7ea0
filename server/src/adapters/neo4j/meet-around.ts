/** Who is tied to a group, in one trip and without the links: enough to ask whether any of them is known. */
import type { MeetingRequest, MetEntity } from '../../application/ports/graph-store.ts';
import type { RiskLabel } from '../../domain/ontology.ts';
import { type Neo4jConnection, toInteger } from './connection.ts';
import { nodeKey, toRef } from './entity-properties.ts';

export async function meetAround(
  connection: Neo4jConnection,
  { of, types, limit }: MeetingRequest,
): Promise<readonly MetEntity[] | null> {
  const keys = [...new Set(of.map(nodeKey))];
  const rows = await connection.ask('graph/meet-around', { keys, types, limit: toInteger(limit + 1) });
  if (rows.length > limit) return null;
  return rows.map(([key, riskLabel]) => ({ ...toRef(key), riskLabel: riskLabel as RiskLabel | null }));
}

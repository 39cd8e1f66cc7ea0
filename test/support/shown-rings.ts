/** The rings beside a graph as a Cypher user reads them, and what a ring of the builders should look like there. */
import { aRing } from './ring-builders.ts';

export const PICTURE = `MATCH (r:Ring) OPTIONAL MATCH (n:Entity)-[m:MEMBER_OF]->(r) WITH r, n, m ORDER BY n.key
  RETURN r.id AS id, r.score AS score, r.severity AS severity, r.summary AS summary, r.run AS run,
    collect([[l IN labels(n) WHERE NOT l IN ['Entity', 'Actor', 'Removed']][0], n.id, m.role, m.confidence, m.run]) AS members ORDER BY id`;
export const membersOf = (ring: string, run: string, ids = ['b1', 'b2', 'b3']) =>
  ids.map((id) => ['Buyer', `${ring}-${id}`, 'CORE', 0.9, run]);
export const shownAs = (id: string, run: string, fields: object = {}) => {
  const { score, severity, summary } = aRing(id);
  return { id, score, severity, summary, run, members: membersOf(id, run), ...fields };
};

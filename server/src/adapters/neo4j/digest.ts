/** The hash of the whole graph, of the same texts as in every store. */
import { canonicalEntity, canonicalEvent, canonicalLink } from '../../domain/merge-canonical.ts';
import type { EventType, LinkType } from '../../domain/ontology.ts';
import { HashSum } from '../sqlite/hash-sum.ts';
import { BULK_MS, type Neo4jConnection } from './connection.ts';
import { ENTITY_LAYOUT, toRef } from './entity-properties.ts';
import { readEvent } from './event-properties.ts';
import { readParts } from './link-properties.ts';
import { type Properties, readMerged } from './merged-properties.ts';

/** From the first key on. */
const ALL = { from: '' };

export const digestOf = (connection: Neo4jConnection): Promise<string> =>
  connection.read(
    'digest',
    async ({ stream }) => {
      const sum = new HashSum();
      for await (const [key, properties] of stream('graph/all-entities', ALL)) {
        sum.add(canonicalEntity(toRef(key), readMerged(ENTITY_LAYOUT, properties as Properties)));
      }
      for await (const [type, from, to, properties] of stream('graph/all-links', ALL)) {
        sum.add(canonicalLink(type as LinkType, toRef(from), toRef(to), readParts(properties as Properties)));
      }
      for await (const [type, from, to, found] of stream('graph/all-events', ALL)) {
        const properties = found as Properties;
        const merged = readEvent({ from: toRef(from), to: toRef(to) }, properties);
        sum.add(canonicalEvent(type as EventType, String(properties['id']), merged));
      }
      return sum.toString();
    },
    BULK_MS,
  );

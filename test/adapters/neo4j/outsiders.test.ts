/** What somebody else does in the database while Clewline reads it. */
import { describe, expect, it } from 'vitest';
import type { EventFilter } from '../../../server/src/application/ports/graph-store.ts';
import { at, buyer, event, seller } from '../../contract/graph-store/builders.ts';
import { importAll } from '../../contract/graph-store/contract-store.ts';
import { NEO4J_VERSIONS } from '../../support/neo4j/versions.ts';
import { neo4jNotStartable } from '../../support/neo4j.ts';
import { useNeo4jStore } from '../../support/neo4j-store.ts';

const MOMENT = at('2026-03-01T10:00:00Z');
const [version] = NEO4J_VERSIONS;
const missing = neo4jNotStartable(version);

describe.skipIf(missing !== null)(
  `beside an outsider, Neo4j ${version}${missing === null ? '' : ` (${missing})`}`,
  () => {
    const held = useNeo4jStore(version);
    const filters: Readonly<Record<string, EventFilter>> = {
      'of somebody': { of: [seller('s')] },
      'among some': { of: [buyer('b'), seller('s')], among: true },
      'of a type': { types: ['ORDER'] },
    };

    it.each(Object.entries(filters))('a list %s goes on behind an event that was deleted', async (_, filter) => {
      const { store, server } = held;
      await importAll(store, [
        ['o1', 'o2', 'o3', 'o4'].map((id) => event('ORDER', id, [buyer('b'), seller('s')], { at: MOMENT })),
      ]);
      const first = await store.events(filter, { first: 2 });
      expect(first.items.map(({ item }) => item.id)).toEqual(['o1', 'o2']);
      await server.driver.executeQuery("MATCH ()-[o:ORDER {id: 'o2'}]->() DELETE o");
      const rest = await store.events(filter, { first: 5, after: first.items.at(-1)?.cursor ?? '' });
      expect(rest.items.map(({ item }) => item.id)).toEqual(['o3', 'o4']);
    });
  },
);

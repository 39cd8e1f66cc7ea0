import { afterAll, beforeAll, describe } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { NEO4J_VERSIONS } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { meetingContract } from './graph-store/meeting.ts';
import { graphStoreContract } from './graph-store.contract.ts';

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    beforeAll(async () => {
      server = await lendNeo4j(version);
    }, 300_000);
    afterAll(() => server?.release());

    const open = async () => {
      const openAnother = async () => {
        const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
        if (!opened.ok) throw new Error(opened.failure.message);
        return opened.value;
      };
      await server.clear();
      return {
        store: await openAnother(),
        openAnother,
        remove: async () => undefined,
        isolation: 'readCommitted' as const,
      };
    };
    graphStoreContract(`Neo4j ${version}`, open, [meetingContract]);
  });
}

/**
 * Real deadlocks: the server ends one of two transactions that wait for each other, and the managed transaction of the
 * driver runs it again. Nothing is lost by that and nothing done twice.
 */
import type { Driver } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { Neo4jConnection, type Transaction, toInteger } from '../../../server/src/adapters/neo4j/connection.ts';
import type { EntityRef, GraphRecord } from '../../../server/src/domain/records.ts';
import { buyer, device, entity, event, seller } from '../../contract/graph-store/builders.ts';
import { importAll, openImport } from '../../contract/graph-store/contract-store.ts';
import { beginRival, shownTransactions } from '../../support/neo4j/transactions.ts';
import { NEO4J_VERSIONS } from '../../support/neo4j/versions.ts';
import { neo4jMissing } from '../../support/neo4j.ts';
import { useNeo4jStore } from '../../support/neo4j-store.ts';
import { ReferenceGraph } from '../../support/reference-graph.ts';

const DEADLOCK = 'Neo.TransientError.Transaction.DeadlockDetected';
const ROUNDS = 3;
const MOST_ROUNDS = 5;

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`a deadlock in Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    const lent = useNeo4jStore(version);

    it('of two writers in opposite order is reported, and both have written once', async () => {
      const [a, b] = [buyer('a'), buyer('b')];
      await importAll(lent.store, [[entity(a), entity(b)]]);
      const [first, second] = [await nodeOf(lent.server.driver, a), await nodeOf(lent.server.driver, b)];
      const writers = [new Neo4jConnection(lent.server), new Neo4jConnection(lent.server)] as const;
      let reported: unknown[] = [];
      let tries = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const meeting = meetingOf(2);
        const write = (writer: Neo4jConnection, nodes: readonly number[]) => {
          let isFirstTry = true;
          return writer.write('opposite', async (transaction) => {
            tries++;
            const mayMeet = isFirstTry;
            isFirstTry = false;
            await addOne(transaction, nodes[0]);
            // Each holds one by now and wants the other's.
            if (mayMeet) await meeting();
            await addOne(transaction, nodes[1]).catch((error: { readonly code?: unknown }) => {
              reported = [...reported, error.code];
              throw error;
            });
          });
        };
        await Promise.all([write(writers[0], [first, second]), write(writers[1], [second, first])]);
      }
      expect(reported).toEqual(Array.from({ length: ROUNDS }, () => DEADLOCK));
      expect(tries).toBe(3 * ROUNDS);
      const found = await lent.store.entities([a, b]);
      expect(found.map((one) => one?.linkCount)).toEqual([2 * ROUNDS, 2 * ROUNDS]);
      await Promise.all(writers.map((writer) => writer.close()));
    }, 240_000);

    it('in the middle of a batch of an import ends it, and it is written again, whole', async () => {
      const written: GraphRecord[][] = [[entity(SHOP), ...bystanders]];
      const session = await openImport(lent.store);
      await session.write(written[0] ?? []);
      let wasOurs = false;
      for (let round = 1; round <= MOST_ROUNDS && !wasOurs; round++) {
        const batch = batchOf(round);
        written.push(batch);
        const rival = await beginRival(lent.server.driver);
        // The server ends the one that holds fewer locks: let that be the batch.
        await rival.hold('MATCH (n:Device) SET n.degree = 0');
        await rival.hold(`MATCH (n:Seller {id: '${SHOP.id}'}) SET n.degree = 0`);
        const writing = session.write(batch);
        const stuck = await rival.batchInTheWay();
        // The batch has locked the store’s node and waits for the seller; now the rival waits for the node.
        const end = await rival.hold("MATCH (s:ClewlineStore {name: 'graph'}) SET s.lockedAt = 0").catch(codeOf);
        if (end === undefined) {
          wasOurs = true;
          expect((await rival.batchInTheWay()).id).not.toBe(stuck.id);
        } else expect(end).toBe(DEADLOCK);
        await rival.release();
        await writing;
      }
      await session.close();
      expect(wasOurs).toBe(true);
      const expected = new ReferenceGraph(written.flat());
      expect(await lent.store.digest()).toBe(expected.digest());
      expect(await lent.store.counts()).toEqual(expected.counts());
      expect((await lent.store.entities([SHOP]))[0]?.linkCount).toBe(expected.degree(SHOP));
      expect(await shownTransactions(lent.server.driver)).toEqual([]);
    }, 300_000);
  });
}

const codeOf = (error: { readonly code?: unknown }): unknown => error.code;

const SHOP = seller('s');
const bystanders = Array.from({ length: 2_000 }, (_, i) => entity(device(`d${i}`)));
const batchOf = (round: number): GraphRecord[] =>
  Array.from({ length: 50 }, (_, i) => event('ORDER', `o${round}-${i}`, [buyer(`b${round}-${i}`), SHOP]));

const addOne = ({ run }: Transaction, node: number | undefined) =>
  run('write/add-degrees', { rows: [[toInteger(node), toInteger(1)]] });

async function nodeOf(driver: Driver, { kind, id }: EntityRef): Promise<number> {
  const { records } = await driver.executeQuery(`MATCH (n:${kind} {id: $id}) RETURN id(n) AS node`, { id });
  return Number(records[0]?.get('node'));
}

/** Resolves for all once so many have come. */
function meetingOf(size: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  let come = 0;
  return () => {
    if (++come === size) open();
    return met;
  };
}

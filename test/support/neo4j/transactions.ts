/** What a Neo4j server is busy with, and locks that make others wait at a chosen place. */
import type { Driver, Transaction } from 'neo4j-driver';
import { expect } from 'vitest';

export type ShownTransaction = { readonly id: string; readonly statement: string; readonly status: string };

const SHOW = `SHOW TRANSACTIONS YIELD transactionId, metaData, status WHERE metaData.app = $app
  RETURN transactionId AS id, metaData.statement AS statement, status`;

/** Of Clewline, as the server knows them. */
export async function shownTransactions(driver: Driver, app = 'clewline'): Promise<readonly ShownTransaction[]> {
  const { records } = await driver.executeQuery(SHOW, { app });
  return records.map((record) => toShown(record.toObject()));
}
const toShown = (row: unknown): ShownTransaction => row as ShownTransaction;

export type Rival = {
  /** Waits for what `statement` locks, and holds it from then on. */
  hold(statement: string): Promise<void>;
  /** Resolves with the batch of an import that waits for what is held. */
  batchInTheWay(): Promise<ShownTransaction>;
  release(): Promise<void>;
};

/** Somebody else's transaction, which changes nothing in the end. */
export async function beginRival(driver: Driver, app = 'rival'): Promise<Rival> {
  const session = driver.session();
  const transaction: Transaction = await session.beginTransaction({ metadata: { app } });
  return {
    hold: async (statement) => {
      await transaction.run(statement);
    },
    batchInTheWay: async () => {
      const [rival] = await shownTransactions(driver, app);
      const find = async () =>
        (await shownTransactions(driver)).find(
          ({ statement, status }) => statement === 'write-batch' && rival !== undefined && status.includes(rival.id),
        );
      await expect.poll(find, { timeout: 120_000, interval: 20 }).toBeDefined();
      return (await find()) ?? expect.fail('the batch went on though what it waits for is held');
    },
    release: async () => {
      if (transaction.isOpen()) await transaction.rollback();
      await session.close();
    },
  };
}

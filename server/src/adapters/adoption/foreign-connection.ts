/** A connection to somebody else's graph that can only read: every session is opened for reading, which the server holds it to. */
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { BULK_MS, type Neo4jLogin, type Row } from '../neo4j/connection.ts';
import { explainError } from '../neo4j/neo4j-failures.ts';
import { readServerVersion } from '../neo4j/server-version.ts';

type Parameters = Readonly<Record<string, unknown>>;
const METADATA = { app: 'clewline', statement: 'adopt' };

export class ForeignConnection {
  readonly #driver: Driver;
  readonly #login: Neo4jLogin;

  constructor(login: Neo4jLogin) {
    this.#login = login;
    this.#driver = neo4j.driver(login.url, neo4j.auth.basic(login.user, login.password), {
      // Ids of theirs may be larger than a number holds exactly.
      useBigInt: true,
      connectionTimeout: 5_000,
      connectionAcquisitionTimeout: 20_000,
      maxTransactionRetryTime: 30_000,
      telemetryDisabled: true,
      userAgent: 'clewline',
      notificationFilter: { minimumSeverityLevel: 'OFF' },
    });
  }

  /** In a managed transaction: tried again where the server says that it may be. */
  async read(text: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    const session = this.#session();
    try {
      return await session.executeRead(
        async (transaction) => (await transaction.run(text, parameters)).records.map((record) => [...record.values()]),
        { timeout: BULK_MS, metadata: METADATA },
      );
    } catch (error) {
      throw this.#explained(error);
    } finally {
      await session.close();
    }
  }

  /** Row by row, for answers larger than memory. */
  async *stream(text: string): AsyncGenerator<Row> {
    const session = this.#session();
    try {
      const transaction = await session.beginTransaction({ timeout: BULK_MS, metadata: METADATA });
      for await (const record of transaction.run(text)) yield [...record.values()];
      await transaction.commit();
    } catch (error) {
      throw this.#explained(error);
    } finally {
      await session.close();
    }
  }

  async serverVersion(): Promise<string> {
    try {
      return await readServerVersion(this.#driver, this.#login.database);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #session(): Session {
    return this.#driver.session({ database: this.#login.database, defaultAccessMode: neo4j.session.READ });
  }

  #explained(error: unknown): unknown {
    return explainError(error, this.#login);
  }
}

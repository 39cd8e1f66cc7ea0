/** A connection to somebody else's graph that can only read: every session is opened for reading, which the server holds it to. */
import neo4j, { type Driver, type Session } from 'neo4j-driver';
import { FailureError, failure } from '../../domain/failure.ts';
import { BULK_MS, type Row } from '../neo4j/connection.ts';
import type { Neo4jLogin } from '../neo4j/drivers.ts';
import { explainError } from '../neo4j/neo4j-failures.ts';
import { readServerVersion } from '../neo4j/server-version.ts';
import { untilStopped } from '../until-stopped.ts';

type Parameters = Readonly<Record<string, unknown>>;
const METADATA = { app: 'clewline', statement: 'adopt' };

export class ForeignConnection {
  readonly #driver: Driver;
  readonly #login: Neo4jLogin;
  readonly #signal: AbortSignal | null;

  /** `view`: of a connection that is there. */
  constructor(login: Neo4jLogin, view?: { readonly driver: Driver; readonly signal: AbortSignal }) {
    this.#login = login;
    this.#driver = view?.driver ?? openDriver(login);
    this.#signal = view?.signal ?? null;
  }

  /** What is read through it ends with the signal, on the server too. */
  stoppedBy(signal: AbortSignal | undefined): ForeignConnection {
    return signal === undefined ? this : new ForeignConnection(this.#login, { driver: this.#driver, signal });
  }

  /** In a managed transaction: tried again where the server says that it may be. */
  async read(text: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    const session = this.#session();
    try {
      return await untilStopped(this.#signal, () =>
        session.executeRead(
          async (transaction) =>
            (await transaction.run(text, parameters)).records.map((record) => [...record.values()]),
          { timeout: BULK_MS, metadata: METADATA },
        ),
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
    const stop = (): void => void session.close();
    this.#signal?.addEventListener('abort', stop, { once: true });
    try {
      const transaction = await session.beginTransaction({ timeout: BULK_MS, metadata: METADATA });
      for await (const record of transaction.run(text)) yield [...record.values()];
      await transaction.commit();
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.#signal?.removeEventListener('abort', stop);
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
    if (!this.#signal?.aborted) return explainError(error, this.#login);
    return new FailureError(failure('CANCELLED', 'The reading was stopped; run it again, it goes on.'));
  }
}

function openDriver({ url, user, password }: Neo4jLogin): Driver {
  return neo4j.driver(url, neo4j.auth.basic(user, password), {
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

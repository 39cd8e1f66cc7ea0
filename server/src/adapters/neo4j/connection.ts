/**
 * Managed transactions of the driver: tried again on transient errors, so whatever runs in them must be fit to
 * run twice; limited in time on the server too; named in the server's query log. One database, one user.
 */
import { setMaxListeners } from 'node:events';
import neo4j, { type ManagedTransaction, type Record as Neo4jRecord, type SessionMode } from 'neo4j-driver';
import { untilStopped } from '../until-stopped.ts';
import { Absence } from './absence.ts';
import { textOf } from './catalogue.ts';
import { type Drivers, type Neo4jLogin, openDrivers, type Patience } from './drivers.ts';
import { explainError, isOutOfMemory } from './neo4j-failures.ts';
import { readServerVersion } from './server-version.ts';

export type Parameters = Readonly<Record<string, unknown>>;
export type Row = readonly unknown[];
/** Runs a statement of the catalogue; of a template, the one for `value`. */
export type Run = (name: string, parameters?: Parameters, value?: string) => Promise<readonly Row[]>;
/** The same row by row, for answers larger than memory. */
export type Stream = (name: string, parameters?: Parameters, value?: string) => AsyncIterable<Row>;
export type Transaction = {
  readonly run: Run;
  readonly stream: Stream;
  /** Nodes, relationships, labels and properties that `run` has written so far, as the server counts them. */
  written(): number;
};
/** Not managed: whoever began it ends it. */
export type OpenTransaction = Transaction & { undo(): Promise<void> };

export const READ_MS = 20_000;
/** Reading or writing very much at once. */
export const BULK_MS = 1_800_000;
type View = {
  readonly drivers: Drivers;
  readonly absence: Absence;
  readonly signal: AbortSignal;
};
type Work = {
  readonly mode: SessionMode;
  readonly name: string;
  readonly timeout: number;
  readonly patience: Patience;
};

export class Neo4jConnection {
  readonly #drivers: View['drivers'];
  readonly #login: Neo4jLogin;
  readonly #absence: Absence;
  /** Of one who may go away: what they ask and read ends then, in the server too. */
  readonly signal: AbortSignal | null;

  /** `view`: of a connection that is there. */
  constructor(login: Neo4jLogin, view?: View) {
    this.#login = login;
    this.signal = view?.signal ?? null;
    this.#drivers = view?.drivers ?? openDrivers(login);
    this.#absence = view?.absence ?? new Absence();
  }

  stoppedBy(signal: AbortSignal): Neo4jConnection {
    // As many as there are reads at once.
    setMaxListeners(0, signal);
    return new Neo4jConnection(this.#login, { drivers: this.#drivers, absence: this.#absence, signal });
  }

  /** One question, in as few trips as a managed transaction takes. */
  async ask(name: string, parameters: Parameters = {}, value: string | null = null, timeout = READ_MS) {
    const config = {
      database: this.#login.database,
      routing: neo4j.routing.READ,
      transactionConfig: { timeout, metadata: metadataOf(name) },
      ...(this.signal && { signal: this.signal }),
    };
    this.#absence.assertOver();
    try {
      const { records } = await untilStopped(this.signal, () =>
        this.#drivers.brief.executeQuery(textOf(name, value), parameters, config),
      );
      this.#absence.lift();
      return records.map(toRow);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  async read<T>(name: string, work: (transaction: Transaction) => Promise<T>, timeoutMs = READ_MS): Promise<T> {
    this.#absence.assertOver();
    return untilStopped(this.signal, () =>
      this.#transact({ mode: neo4j.session.READ, name, timeout: timeoutMs, patience: 'brief' }, work),
    );
  }

  write<T>(name: string, work: (transaction: Transaction) => Promise<T>, timeoutMs = BULK_MS): Promise<T> {
    return this.#transact({ mode: neo4j.session.WRITE, name, timeout: timeoutMs, patience: 'brief' }, work);
  }

  /** For what cannot be asked again by who asked: goes on through a restart of the server. */
  writePatiently<T>(name: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#transact({ mode: neo4j.session.WRITE, name, timeout: BULK_MS, patience: 'patient' }, work);
  }

  async begin(name: string, timeout: number): Promise<OpenTransaction> {
    const session = this.#session(neo4j.session.WRITE);
    try {
      const transaction = await session.beginTransaction({ timeout, metadata: metadataOf(name) });
      const undo = async (): Promise<void> => {
        if (transaction.isOpen()) await transaction.rollback();
        await session.close();
      };
      const { run, stream, written } = toTransaction(transaction);
      return {
        run: (...asked) => run(...asked).catch((error) => Promise.reject(this.#explained(error))),
        stream: (...asked) => this.#explainedRows(stream(...asked)),
        written,
        undo,
      };
    } catch (error) {
      await session.close();
      throw this.#explained(error);
    }
  }

  /** Schema commands want a transaction of their own; two processes that open an empty database lock each other out. */
  async run(text: string): Promise<readonly Row[]> {
    const session = this.#session(neo4j.session.WRITE);
    try {
      const { records } = await session.executeWrite((transaction) => transaction.run(text));
      return records.map(toRow);
    } catch (error) {
      throw this.#explained(error);
    } finally {
      await session.close();
    }
  }

  async serverVersion(): Promise<string> {
    this.#absence.assertOver();
    try {
      return await untilStopped(this.signal, () => readServerVersion(this.#drivers.brief, this.#login.database));
    } catch (error) {
      throw this.#explained(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#drivers).map((driver) => driver.close()));
  }

  #session = (mode: SessionMode, patience: Patience = 'brief') =>
    this.#drivers[patience].session({ database: this.#login.database, defaultAccessMode: mode });

  async #transact<T>(
    { mode, name, timeout, patience }: Work,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const session = this.#session(mode, patience);
    const config = { timeout, metadata: metadataOf(name) };
    const managed = async (transaction: ManagedTransaction): Promise<T> => {
      try {
        return await work(toTransaction(transaction));
      } catch (error) {
        // The driver takes it for transient and would try the same for half a minute.
        throw isOutOfMemory(error) ? this.#explained(error) : error;
      }
    };
    const isRead = mode === neo4j.session.READ;
    // Ends what the server works on; a write is never left by its caller.
    const stop = (): void => void session.close();
    if (isRead) this.signal?.addEventListener('abort', stop, { once: true });
    try {
      return await (isRead ? session.executeRead(managed, config) : session.executeWrite(managed, config));
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.signal?.removeEventListener('abort', stop);
      await session.close();
    }
  }

  async *#explainedRows(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    try {
      yield* rows;
    } catch (error) {
      throw this.#explained(error);
    }
  }

  #explained(error: unknown): unknown {
    const explained = explainError(error, this.#login);
    // Of one who went away nothing is known: their session was closed under the question.
    if (!this.signal?.aborted) this.#absence.note(explained);
    return explained;
  }
}

const metadataOf = (statement: string) => ({ app: 'clewline', statement });
const toRow = (record: Neo4jRecord): Row => [...record.values()];

function toTransaction(transaction: Pick<ManagedTransaction, 'run'>): Transaction {
  let written = 0;
  return {
    run: async (name, parameters = {}, value) => {
      const { records, summary } = await transaction.run(textOf(name, value ?? null), parameters);
      for (const count of Object.values(summary.counters.updates())) written += count;
      return records.map(toRow);
    },
    async *stream(name, parameters = {}, value) {
      for await (const record of transaction.run(textOf(name, value ?? null), parameters)) yield toRow(record);
    },
    written: () => written,
  };
}

/** The driver writes plain numbers as floats; what Cypher shall see as a whole number goes through here. */
export const toInteger = (value: number | null | undefined): unknown =>
  value === null || value === undefined ? null : neo4j.int(value);

/** An import under its lease: merges batches, each all of it or nothing, and brings the degrees up to date at its end. */
import type { Clock } from '../../application/ports/clock.ts';
import type { ImportSession, WriteReport } from '../../application/ports/graph-store.ts';
import { FailureError } from '../../domain/failure.ts';
import type { EntityRecord, EventRecord, GraphRecord, LinkRecord } from '../../domain/records.ts';
import { noteAttributeNames, readAttributeNames } from './attribute-names.ts';
import { DegreeDifferences, recountDegrees } from './degrees.ts';
import { EntityDictionary } from './entity-dictionary.ts';
import { limitHeapGrowth, releaseHeapGrowth } from './heap-growth.ts';
import { importRunning, newLease, readLease, writeLease } from './import-lease.ts';
import { MAX_KEYS } from './key-order.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { SourceSets } from './source-sets.ts';
import { inTransaction, type StatementCache } from './sql.ts';
import { withSqliteFailures } from './sqlite-failures.ts';
import { readState, writeState } from './store-state.ts';
import { newTally, type Tally, type WriteContext } from './write-context.ts';
import { EntityWriter } from './write-entities.ts';
import { EVENTS_PER_PASS, EventWriter } from './write-events.ts';
import { LinkWriter } from './write-links.ts';
import { ObservedWriter } from './write-observed.ts';

const RENEW_MS = 15_000;

export type SessionOptions = {
  readonly database: SqliteDatabase;
  readonly prepare: StatementCache;
  readonly path: string;
  readonly clock: Clock;
  readonly holder: string;
  readonly token: string;
};

export class SqliteImportSession implements ImportSession {
  readonly #options: SessionOptions;
  readonly #context: WriteContext;
  #writers: Writers;
  /** After a batch that failed: its differences of degrees can no longer be told from those of earlier ones. */
  #mustRecount = false;
  readonly #renewal: NodeJS.Timeout;
  #isOpen = true;

  /** The lease must have been taken. */
  constructor(options: SessionOptions) {
    const { database, prepare } = options;
    this.#options = options;
    this.#context = {
      database,
      prepare,
      dictionary: new EntityDictionary(),
      sources: new SourceSets(database),
      state: readState(prepare),
      degrees: new DegreeDifferences(),
      attributeNames: readAttributeNames(prepare),
    };
    this.#writers = createWriters(this.#context);
    this.#renewal = setInterval(() => this.#renew(), RENEW_MS);
    this.#renewal.unref();
    limitHeapGrowth();
  }

  async write(batch: readonly GraphRecord[]): Promise<WriteReport> {
    if (!this.#isOpen) throw new Error('the import was closed');
    try {
      return this.#inBatch(() => this.#writeAll(batch));
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#renewal);
    releaseHeapGrowth();
    this.#inBatch(() => {
      const { database, prepare, state, degrees } = this.#context;
      if (this.#mustRecount) recountDegrees(database, prepare);
      else degrees.addToStore(prepare);
      state.degreesStale = false;
      writeState(prepare, state);
      writeLease(prepare, null);
    });
  }

  #inBatch<T>(work: () => T): T {
    const { database, path, prepare, clock, holder, token } = this.#options;
    return withSqliteFailures(path, () =>
      inTransaction(database, 'IMMEDIATE', () => {
        const lease = readLease(prepare);
        if (lease?.token !== token) throw new FailureError(importRunning(lease ?? newLease('unknown', '', clock)));
        writeLease(prepare, newLease(holder, token, clock));
        return work();
      }),
    );
  }

  #writeAll(batch: readonly GraphRecord[]): WriteReport {
    const { prepare, state, attributeNames, dictionary, degrees } = this.#context;
    noteAttributeNames(prepare, attributeNames, batch);
    const entities: EntityRecord[] = [];
    const links: LinkRecord[] = [];
    const events: EventRecord[] = [];
    for (const record of batch) {
      if (record.record === 'entity') entities.push(record);
      else if (record.record === 'link') links.push(record);
      else events.push(record);
    }
    const report = {
      entities: inPasses(entities, MAX_KEYS, (pass) => this.#writers.entities.write(pass)),
      links: inPasses(links, MAX_KEYS, (pass) => this.#writers.links.write(pass)),
      events: inPasses(events, EVENTS_PER_PASS, (pass) => this.#writers.events.write(pass)),
    };
    dictionary.trim();
    state.changeNumber++;
    if (!degrees.isEmpty) state.degreesStale = true;
    writeState(prepare, state);
    return report;
  }

  /** After a rollback memory must again be what the file is. */
  #forget(): void {
    const { prepare, dictionary, sources, state, degrees, attributeNames } = this.#context;
    dictionary.clear();
    sources.forget();
    degrees.clear();
    attributeNames.clear();
    for (const name of readAttributeNames(prepare)) attributeNames.add(name);
    Object.assign(state, readState(prepare));
    this.#writers = createWriters(this.#context);
    this.#mustRecount = true;
  }

  #renew(): void {
    try {
      this.#inBatch(() => undefined);
    } catch {
      // The next batch meets the same trouble and reports it.
    }
  }
}

type Writers = { readonly entities: EntityWriter; readonly links: LinkWriter; readonly events: EventWriter };

function createWriters(context: WriteContext): Writers {
  const entities = new EntityWriter(context);
  const links = new LinkWriter(context, entities);
  return { entities, links, events: new EventWriter(context, entities, new ObservedWriter(context)) };
}

function inPasses<T>(records: readonly T[], size: number, write: (pass: readonly T[]) => Tally): Tally {
  const total = newTally();
  for (let i = 0; i < records.length; i += size) {
    const pass = write(records.length <= size ? records : records.slice(i, i + size));
    total.created += pass.created;
    total.updated += pass.updated;
    total.unchanged += pass.unchanged;
    total.conflicts += pass.conflicts;
  }
  return total;
}

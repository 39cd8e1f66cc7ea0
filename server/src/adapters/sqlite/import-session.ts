/** An import: merges batches, each all of it or nothing. What stands around a batch and after the last is its scope. */
import type { Bookmark, ImportSession, WriteReport } from '../../application/ports/graph-store.ts';
import type { EntityRecord, EventRecord, GraphRecord, LinkRecord } from '../../domain/records.ts';
import { noteAttributeNames, readAttributeNames } from './attribute-names.ts';
import { writeBookmark } from './bookmarks.ts';
import { DegreeDifferences } from './degrees.ts';
import { EntityDictionary } from './entity-dictionary.ts';
import { limitHeapGrowth, releaseHeapGrowth } from './heap-growth.ts';
import type { ImportScope } from './import-scope.ts';
import { MAX_KEYS } from './key-order.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { SourceSets } from './source-sets.ts';
import type { StatementCache } from './sql.ts';
import { readState, writeState } from './store-state.ts';
import { newTally, type Tally, type WriteContext } from './write-context.ts';
import { EntityWriter } from './write-entities.ts';
import { EVENTS_PER_PASS, EventWriter } from './write-events.ts';
import { LinkWriter } from './write-links.ts';
import { ObservedWriter } from './write-observed.ts';

export type SessionOptions = {
  readonly database: SqliteDatabase;
  readonly prepare: StatementCache;
  readonly scope: ImportScope;
};

export class SqliteImportSession implements ImportSession {
  readonly #scope: ImportScope;
  readonly #context: WriteContext;
  #writers: Writers;
  /** After a batch that failed: its differences of degrees can no longer be told from those of earlier ones. */
  #mustRecount = false;
  #isOpen = true;

  constructor({ database, prepare, scope }: SessionOptions) {
    this.#scope = scope;
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
    limitHeapGrowth();
  }

  async write(batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport> {
    if (!this.#isOpen) throw new Error('the import was closed');
    try {
      return this.#scope.inBatch(() => {
        if (bookmark !== undefined) writeBookmark(this.#context.prepare, bookmark);
        return this.#writeAll(batch);
      });
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  async renumber(changeNumber: number): Promise<void> {
    const { prepare, state } = this.#context;
    this.#scope.inBatch(() => {
      state.changeNumber = changeNumber;
      writeState(prepare, state);
    });
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    releaseHeapGrowth();
    this.#scope.close(this.#context, this.#mustRecount);
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
    if (batch.length === 0) return report;
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

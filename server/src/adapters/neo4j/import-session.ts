/**
 * An import: merges batches, each one transaction under the store's lock. Whatever it needs to know of the store it
 * reads there, merges with the domain's rules, and writes the differences; a try that failed leaves nothing behind, in
 * the store or in memory. A server that has no memory for a batch is given it in halves.
 */
import type { Bookmark, ImportSession, WriteReport } from '../../application/ports/graph-store.ts';
import type { GraphRecord } from '../../domain/records.ts';
import { attributeNamesWith } from './attribute-names.ts';
import { type Drafts, gatherDrafts, type Tallies } from './batch-drafts.ts';
import type { ImportScope } from './import-scope.ts';
import { isConstraintViolation, isOutOfMemory } from './neo4j-failures.ts';
import { observeAgain } from './observe-again.ts';
import { type StoreState, saveState } from './store-node.ts';
import { settled, type WriteContext } from './write-context.ts';
import { writeEntities } from './write-entities.ts';
import { writeEvents } from './write-events.ts';
import { allOf, type LinkChanges, noteStated, writeLinks } from './write-links.ts';
import { WrittenLinks } from './written-links.ts';

/** Node ids kept between batches: about 150 bytes each. */
const MAX_KNOWN_NODES = 3_000_000;
/** A batch so small that a server short of memory for it is short of memory for anything. */
const SMALLEST_BATCH = 1_000;

export class Neo4jImportSession implements ImportSession {
  readonly #scope: ImportScope;
  readonly #nodes = new Map<string, number>();
  #expectsNew: WriteContext['expectsNew'];
  #written: WrittenLinks | null;
  #isOpen = true;
  /** Records in one transaction: halved when the server has no memory for so many. */
  #most = Number.POSITIVE_INFINITY;

  /** `scope` has the lease; `state` is the store's when it was taken. */
  constructor(scope: ImportScope, state: StoreState) {
    this.#scope = scope;
    this.#expectsNew = { entities: state.entities === 0, events: state.events === 0 };
    this.#written = state.links === 0 && state.events === 0 ? new WrittenLinks() : null;
  }

  async write(batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport> {
    if (!this.#isOpen) throw new Error('the import was closed');
    if (batch.length > this.#most) return this.#writeHalves(batch, bookmark);
    try {
      return await this.#writeWhole(batch, bookmark);
    } catch (error) {
      if (!isOutOfMemory(error) || batch.length <= SMALLEST_BATCH) throw error;
      this.#most = Math.ceil(batch.length / 2);
      return this.#writeHalves(batch, bookmark);
    }
  }

  /** The bookmark goes with what is written last. */
  async #writeHalves(batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport> {
    const middle = Math.ceil(batch.length / 2);
    const first = await this.write(batch.slice(0, middle));
    return sumOf(first, await this.write(batch.slice(middle), bookmark));
  }

  async #writeWhole(batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport> {
    const drafts = gatherDrafts(batch);
    try {
      return await this.#writeOnce(drafts, batch, bookmark);
    } catch (error) {
      this.#nodes.clear();
      this.#written = null;
      const wasSure = this.#expectsNew.entities || this.#expectsNew.events;
      this.#expectsNew = { entities: false, events: false };
      if (wasSure && isConstraintViolation(error)) return this.#writeOnce(drafts, batch, bookmark);
      throw error;
    }
  }

  async renumber(changeNumber: number): Promise<void> {
    await this.#scope.inBatch(async (transaction, state) => {
      state.changeNumber = changeNumber;
      await saveState(transaction, state);
    });
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#scope.close();
  }

  async #writeOnce(drafts: Drafts, batch: readonly GraphRecord[], bookmark?: Bookmark): Promise<WriteReport> {
    let isFirstTry = true;
    const { tallies, nodes, changes } = await this.#scope.inBatch(async (transaction, state) => {
      // A try whose answer was lost may have been committed after all.
      const expectsNew = isFirstTry ? this.#expectsNew : { entities: false, events: false };
      const written = isFirstTry ? this.#written : null;
      isFirstTry = false;
      const context = this.#contextOf(drafts, { transaction, expectsNew, written, state });
      state.attributeNames = attributeNamesWith(state.attributeNames, batch);
      const changes = await settled(context, writeAll(context));
      if (batch.length > 0) state.changeNumber++;
      if (bookmark !== undefined) state.bookmarks = { ...state.bookmarks, [bookmark.name]: bookmark.value };
      await saveState(transaction, state);
      return { ...context, changes };
    });
    this.#remember(nodes);
    for (const { type, from, to } of allOf(changes)) this.#written?.add(type, from, to);
    return tallies;
  }

  #contextOf(
    drafts: Drafts,
    given: Pick<WriteContext, 'transaction' | 'expectsNew' | 'written' | 'state'>,
  ): WriteContext {
    const nodes = new Map<string, number>();
    for (const key of drafts.refs.keys()) {
      const node = this.#nodes.get(key);
      if (node !== undefined) nodes.set(key, node);
    }
    return { ...given, drafts, nodes, tallies: copyOf(drafts.tallies), degrees: new Map(), sent: [] };
  }

  #remember(nodes: ReadonlyMap<string, number>): void {
    if (this.#nodes.size + nodes.size > MAX_KNOWN_NODES) {
      this.#nodes.clear();
      this.#expectsNew = { ...this.#expectsNew, entities: false };
    }
    for (const [key, node] of nodes) this.#nodes.set(key, node);
  }
}

const sumOf = (a: WriteReport, b: WriteReport): WriteReport => ({
  entities: sumOfCounts(a.entities, b.entities),
  links: sumOfCounts(a.links, b.links),
  events: sumOfCounts(a.events, b.events),
});
const sumOfCounts = (a: WriteReport['links'], b: WriteReport['links']): WriteReport['links'] => ({
  created: a.created + b.created,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  conflicts: a.conflicts + b.conflicts,
});

const copyOf = ({ entities, links, events }: Tallies): Tallies => ({
  entities: { ...entities },
  links: { ...links },
  events: { ...events },
});

async function writeAll(context: WriteContext): Promise<LinkChanges> {
  const changes: LinkChanges = new Map();
  await writeEntities(context);
  noteStated(context, changes);
  const stale = await writeEvents(context, changes);
  await observeAgain(context, stale);
  await writeLinks(context, changes);
  return changes;
}

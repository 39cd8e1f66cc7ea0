/** Reads a foreign graph entry by entry, as batches of records; each batch carries the bookmark that goes with it. */
import type { ForeignRequest } from '../../application/ports/foreign-graph.ts';
import type { OpenedSource, Reject, SourceBatch } from '../../application/ports/record-source.ts';
import { BatchSink } from '../files/batch-sink.ts';
import { MappingReader } from '../files/mapping/compile-mapping.ts';
import { ForeignRow } from '../files/mapping/foreign-row.ts';
import type { Row } from '../neo4j/connection.ts';
import type { ForeignConnection } from './foreign-connection.ts';
import { addProperties } from './foreign-values.ts';
import { describePattern, ownersOf } from './pattern.ts';
import { describeStart, type Mark, type ReadingStart } from './reading-start.ts';
import { COMPARABLE, type PageStart, readAll, readPage } from './reading-statements.ts';

/** Without an index of theirs each page looks at all of a label; with one, at its own rows. */
const PAGE_ROWS = 25_000;

export type AdoptionOptions = {
  readonly connection: ForeignConnection;
  readonly starts: readonly ReadingStart[];
  readonly now: number;
  readonly pageRows?: number;
};

export function createAdoptionSource(options: AdoptionOptions, request: ForeignRequest): OpenedSource {
  return {
    files: options.starts.map(describeStart),
    ignored: [],
    batches: () => readEntries(options, request),
  };
}

async function* readEntries(options: AdoptionOptions, request: ForeignRequest): AsyncGenerator<SourceBatch> {
  const report = createReport(options.starts, request);
  for (const start of options.starts) {
    const reader = new EntryReader(start, options, request);
    const { pageRows = PAGE_ROWS } = options;
    for await (const batch of reader.read(options.connection, { pageRows, report })) yield batch;
  }
}

function createReport(starts: readonly ReadingStart[], { onProgress }: ForeignRequest): (rows: number) => void {
  const known = starts.map(({ rows }) => rows);
  const total = known.every((rows) => rows !== null) ? known.reduce((sum, rows) => sum + rows, 0) : null;
  let done = 0;
  return (rows) => {
    done += rows;
    onProgress?.({ stage: 'read', done, total, unit: 'rows' });
  };
}

/** A refused row of a graph has no line that anybody could look at: its element id stands beside its label. */
class ElementSink extends BatchSink {
  element = '';
  override reject(reject: Reject): void {
    super.reject({ ...reject, file: `${reject.file} ${this.element}` });
  }
}

/** A time that tells when a thing changed is also the version of what it says. */
const versionOf = ({ changed }: ReadingStart): string | null =>
  changed !== null && COMPARABLE[changed.type].isTime ? changed.property : null;

type Reading = { readonly pageRows: number; readonly report: (rows: number) => void };

class EntryReader {
  readonly #start: ReadingStart;
  readonly #sink: ElementSink;
  readonly #reader: MappingReader;
  readonly #row = new ForeignRow();
  #line = 0;
  #mark: Mark | null;
  #keptMark: Mark | null;

  constructor(start: ReadingStart, { now }: AdoptionOptions, { batchSize, signal }: ForeignRequest) {
    this.#start = start;
    this.#sink = new ElementSink(batchSize, signal);
    const file = describePattern(start.entry.pattern);
    this.#reader = new MappingReader(start.entry.compile(versionOf(start)), { file, sink: this.#sink, now });
    this.#mark = start.from;
    this.#keptMark = start.from;
  }

  async *read(connection: ForeignConnection, reading: Reading): AsyncGenerator<SourceBatch> {
    const { changed, entry } = this.#start;
    if (changed !== null) yield* this.#readInOrder(connection, reading);
    for await (const row of connection.stream(readAll(entry, changed))) {
      this.#take(row);
      reading.report(1);
      if (this.#sink.isFull) yield this.#batch();
    }
    if (!this.#sink.isEmpty || this.#hasNewMark) yield this.#batch();
  }

  /** A page is in the sink whole before its mark is: what follows the mark has not been read. */
  async *#readInOrder(connection: ForeignConnection, { pageRows, report }: Reading): AsyncGenerator<SourceBatch> {
    const { entry, changed, overlap, from } = this.#start;
    if (changed === null) return;
    const { type } = changed;
    let page: PageStart = from === null ? 'start' : 'again';
    let after = '';
    for (;;) {
      this.#sink.assertRunning();
      const given = { from: this.#mark?.text ?? '', overlap: BigInt(overlap), after, limit: BigInt(pageRows) };
      const rows = await connection.read(readPage(entry, changed, page), given);
      for (const [, ...row] of rows) this.#take(row);
      report(rows.length);
      const last = rows.at(-1);
      if (last === undefined) return;
      this.#mark = { type, text: String(last[0]) };
      after = String(last[1]);
      page = 'on';
      if (this.#sink.isFull) yield this.#batch();
      if (rows.length < pageRows) return;
    }
  }

  #take([element, ...tables]: Row): void {
    const { pattern, trim } = this.#start.entry;
    const fields: Record<string, unknown> = Object.create(null);
    ownersOf(pattern).forEach((owner, i) => {
      addProperties(fields, tables[i], { prefix: owner === 'own' ? '' : `${owner}.`, trim });
    });
    this.#sink.element = String(element);
    this.#row.begin(fields, ++this.#line);
    this.#reader.row(this.#row);
  }

  get #hasNewMark(): boolean {
    return this.#mark !== null && this.#mark.text !== this.#keptMark?.text;
  }

  #batch(): SourceBatch {
    const batch = this.#sink.take();
    if (!this.#hasNewMark) return batch;
    this.#keptMark = this.#mark;
    return { ...batch, bookmark: { name: this.#start.name, value: JSON.stringify(this.#mark) } };
  }
}

/** Files that a mapping names: opened, their columns checked against the mapping, then read through it. */
import type { SourceBatch } from '../../../application/ports/record-source.ts';
import { fileFailure } from '../file-failure.ts';
import { assertReadable, type FoundFile } from '../list-files.ts';
import type { Row } from '../object-rows.ts';
import type { ReadPlan } from '../read-contract-file.ts';
import type { ReadContext } from '../read-csv.ts';
import type { RecordClass } from '../record-fields.ts';
import { type CompiledTemplates, compileTemplates, MappingReader } from './compile-mapping.ts';
import type { ValueContext } from './field-value.ts';
import { ForeignRow } from './foreign-row.ts';
import { type ForeignTable, openForeign } from './foreign-table.ts';
import type { FileSpec, MappingFile } from './mapping-file.ts';

export type MappingSource = { readonly path: string; readonly mapping: MappingFile; readonly hashKey: string | null };

/** One plan for each entry of the mapping that matches the file's name. */
export async function planMappedFile(file: FoundFile, source: MappingSource): Promise<readonly ReadPlan[]> {
  const matching = source.mapping.files.filter((spec) => matchesName(spec.match, file.name));
  if (matching.length === 0) return [];
  await assertReadable(file);
  checkHashKey(source);
  const plans: ReadPlan[] = [];
  for (const spec of matching) plans.push(await planEntry(file, spec, source));
  return plans;
}

async function planEntry(file: FoundFile, spec: FileSpec, source: MappingSource): Promise<ReadPlan> {
  checkEncoding(source.path, spec.encoding);
  const table = await openForeign(file, spec);
  const compile = (): CompiledTemplates => compileEntry(file, { spec, columns: table.columns }, source);
  // Compiled once to find mistakes before anything is written, and again for each reading: numbering starts anew.
  compile();
  return { path: file.path, size: file.size, read: (context) => readMapped(file, { table, spec, compile }, context) };
}

function checkEncoding(path: string, encoding: string | undefined): void {
  if (encoding === undefined) return;
  try {
    new TextDecoder(encoding);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fileFailure({ file: path }, `the mapping does not fit: there is no encoding ${encoding}`);
  }
}

type Entry = { readonly spec: FileSpec; readonly columns: readonly string[] | null };

function compileEntry(file: FoundFile, { spec, columns }: Entry, source: MappingSource): CompiledTemplates {
  const context: ValueContext = {
    columns,
    zone: source.mapping.zone,
    region: source.mapping.region ?? '',
    hashKey: source.hashKey,
    hashes: new Map(),
    assertColumn: (name) => {
      if (columns === null || columns.includes(name)) return;
      const there = columns.slice(0, 40).join(', ');
      const sentence = `the mapping ${source.path} names the column ${JSON.stringify(name)}, which is not there; there are ${there}`;
      throw fileFailure({ file: file.path }, sentence);
    },
  };
  try {
    return compileTemplates(spec, context);
  } catch (error) {
    // Of our own checks and of Intl: a zone or a date format that does not exist.
    if (error instanceof RangeError)
      throw fileFailure({ file: source.path }, `the mapping does not fit: ${error.message}`);
    throw error;
  }
}

type Mapped = { readonly table: ForeignTable; readonly spec: FileSpec; readonly compile: () => CompiledTemplates };

async function* readMapped(
  file: FoundFile,
  { table, spec, compile }: Mapped,
  context: ReadContext,
): AsyncGenerator<SourceBatch> {
  const { sink, now } = context;
  const reader = new MappingReader(compile(), { file: file.path, sink, now });
  const row = new ForeignRow();
  const record = firstRecord(spec);
  for await (const items of table.rows(context.onBytes)) {
    for (const item of items) {
      if ('broken' in item) sink.reject({ ...item.broken, record });
      else {
        row.begin(spec.trim ? trimmed(item.fields) : item.fields, item.line);
        reader.row(row);
      }
      if (sink.isFull) yield sink.take();
    }
    sink.assertRunning();
  }
}

function trimmed(fields: Row): Row {
  const row: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(fields)) row[name] = typeof value === 'string' ? value.trim() : value;
  return row;
}

/** A row that cannot be read at all is counted with the first records it would have made. */
function firstRecord(spec: FileSpec): RecordClass {
  if (spec.entities.length > 0) return 'entities';
  return spec.links.length > 0 ? 'links' : 'events';
}

function checkHashKey({ path, mapping, hashKey }: MappingSource): void {
  if (hashKey !== null || !JSON.stringify(mapping).includes('"keyedHash"')) return;
  throw fileFailure({ file: path }, 'the normaliser keyedHash needs a key: set CLEWLINE_HASH_KEY');
}

/** `*` and `?` within a name, and alternatives: `orders-*.{csv,xlsx}`. */
export function matchesName(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const alternatives = source.replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.split(',').join('|')})`);
  return new RegExp(`^${alternatives}$`, 'i').test(name);
}

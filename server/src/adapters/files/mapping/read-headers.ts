/** The columns of foreign files and their first values, for drafting a mapping. */
import type { ForeignColumn, ForeignHeader } from '../../../application/ports/record-source.ts';
import { byteChunks } from '../byte-chunks.ts';
import { toCellText } from '../cell-text.ts';
import { assertReadable, type FoundFile, findFiles } from '../list-files.ts';
import type { Row } from '../object-rows.ts';
import { formOf, openForeign } from './foreign-table.ts';
import { type FileSpec, parseFileSpec } from './mapping-file.ts';

const SAMPLE_ROWS = 200;
const SAMPLES = 5;
const DELIMITERS = [',', ';', '\t', '|'] as const;

export async function readHeaders(paths: readonly string[]): Promise<readonly ForeignHeader[]> {
  const headers: ForeignHeader[] = [];
  for (const file of await findFiles(paths)) headers.push(await readHeader(file));
  return headers;
}

async function readHeader(file: FoundFile): Promise<ForeignHeader> {
  await assertReadable(file);
  const form = formOf(file.name, parseFileSpec({ match: '*' }));
  const delimiter = form === 'csv' ? await guessDelimiter(file) : null;
  const spec = parseFileSpec({ match: '*', ...(delimiter === null ? {} : { delimiter }) });
  return { name: file.name, form, delimiter, columns: await sampleColumns(file, spec) };
}

/** The one that parts the first line into most fields. */
async function guessDelimiter(file: FoundFile): Promise<string> {
  for await (const chunk of byteChunks({ path: file.path, gzip: file.name.endsWith('.gz') })) {
    const line = Buffer.from(chunk).toString('utf8').split('\n', 1)[0] ?? '';
    const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
    return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
  }
  return ',';
}

async function sampleColumns(file: FoundFile, spec: FileSpec): Promise<readonly ForeignColumn[]> {
  const table = await openForeign(file, spec);
  const samples = new Map<string, string[]>((table.columns ?? []).map((name) => [name, []]));
  let rows = 0;
  for await (const items of table.rows()) {
    for (const item of items.slice(0, SAMPLE_ROWS - rows)) if ('fields' in item) addSamples(samples, item.fields);
    rows += items.length;
    if (rows >= SAMPLE_ROWS) break;
  }
  return [...samples].map(([name, values]) => ({ name, samples: values }));
}

function addSamples(samples: Map<string, string[]>, fields: Row): void {
  for (const [name, value] of Object.entries(fields)) {
    const values = samples.get(name) ?? [];
    samples.set(name, values);
    const text = toCellText(value);
    if (text !== null && text.trim() !== '' && values.length < SAMPLES) values.push(text.trim());
  }
}

/** Reads a table of labelled accounts: a CSV with one column for the account, one for its label. */
import { type Failure, failure } from '../../domain/failure.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AccountLabels } from './evaluate-labels.ts';

export type LabelColumns = { readonly id: string; readonly label: string };

const YES = new Set(['1', 'true', 'yes', 'fraud', 'confirmedfraud']);

export function parseLabelTable(text: string, columns: LabelColumns): Result<AccountLabels, Failure> {
  const table = parseCsv(text);
  if (table === null) return fail(failure('INVALID_ARGUMENT', 'The label file is not CSV: a quote stands alone.'));
  const [header, ...rows] = table;
  const idAt = header?.indexOf(columns.id) ?? -1;
  const labelAt = header?.indexOf(columns.label) ?? -1;
  for (const [name, position] of [[columns.id, idAt] as const, [columns.label, labelAt] as const]) {
    if (position >= 0) continue;
    const there = header?.join(', ') ?? 'none';
    return fail(failure('INVALID_ARGUMENT', `The label file has no column ${name}; its columns are: ${there}.`));
  }
  const population = new Set<string>();
  const flagged = new Set<string>();
  for (const row of rows) {
    const id = row[idAt];
    if (!id) continue;
    population.add(id);
    if (YES.has((row[labelAt] ?? '').trim().toLowerCase())) flagged.add(id);
  }
  return ok({ population, flagged });
}

/** RFC 4180: a quoted field may hold commas, doubled quotes and line ends. Null where a quote stands alone. */
export function parseCsv(text: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const body = text.replace(/^\uFEFF/, '');
  while (fields.lastIndex < body.length) {
    const match = fields.exec(body);
    if (!match) return null;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push([...row, '']);
  return rows;
}

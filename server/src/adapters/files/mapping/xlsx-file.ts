/** An XLSX sheet as a foreign table, streamed: the sheet is never held as a whole. */
import { fileFailure } from '../file-failure.ts';
import type { FoundFile } from '../list-files.ts';
import { fromSerial } from './date-format.ts';
import type { ForeignItem, ForeignTable } from './foreign-table.ts';
import type { FileSpec } from './mapping-file.ts';
import { readWorkbook, type Workbook, type XmlHandler, xmlPieces } from './xlsx-workbook.ts';
import { zipEntries } from './zip-entries.ts';

type SheetRow = { readonly number: number; readonly cells: readonly unknown[] };
const DAYS_TO_1904 = 1462;

export async function openXlsx(file: FoundFile, spec: FileSpec): Promise<ForeignTable> {
  const workbook = await readWorkbook(file.path);
  const target = sheetTarget(file.path, workbook, spec.sheet);
  const columns = spec.columns ?? (await headerOf(file, { workbook, target, headerRow: spec.headerRow }));
  const firstRow = (spec.columns === undefined ? spec.headerRow + 1 : 1) + spec.skipRows;
  return {
    columns,
    async *rows(onBytes) {
      for await (const { rows, bytes } of sheetRows(file.path, workbook, target)) {
        const kept = rows.filter((row) => row.number >= firstRow && row.cells.length > 0);
        yield kept.map((row) => toItem(row, columns));
        onBytes?.(bytes);
      }
    },
  };
}

function sheetTarget(file: string, { sheets }: Workbook, name: string | undefined): string {
  const sheet = name === undefined ? sheets[0] : sheets.find((candidate) => candidate.name === name);
  if (sheet !== undefined && sheet.target !== '') return sheet.target;
  if (name === undefined || sheets.length === 0) throw fileFailure({ file }, 'it is no complete XLSX file');
  const there = sheets.map((candidate) => candidate.name).join(', ');
  throw fileFailure({ file }, `there is no sheet ${JSON.stringify(name)}; there are ${there}`);
}

type HeaderPlace = { readonly workbook: Workbook; readonly target: string; readonly headerRow: number };

async function headerOf(file: FoundFile, { workbook, target, headerRow }: HeaderPlace): Promise<readonly string[]> {
  for await (const { rows } of sheetRows(file.path, workbook, target)) {
    const header = rows.find((row) => row.number >= headerRow);
    if (header?.number !== headerRow) {
      if (header === undefined) continue;
      break;
    }
    const names = Array.from(header.cells, (cell) => String(cell ?? ''));
    const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
    if (twice === undefined) return names;
    const sentence = `the column ${JSON.stringify(twice)} stands twice in the header`;
    throw fileFailure({ file: file.path, line: headerRow }, sentence);
  }
  throw fileFailure({ file: file.path }, `there is no header in row ${headerRow}`);
}

function toItem({ number, cells }: SheetRow, columns: readonly string[]): ForeignItem {
  const fields: Record<string, unknown> = Object.create(null);
  for (const [i, name] of columns.entries()) if (name !== '') fields[name] = cells[i] ?? '';
  return { line: number, fields };
}

type RowGroup = { readonly rows: readonly SheetRow[]; readonly bytes: number };

async function* sheetRows(path: string, workbook: Workbook, target: string): AsyncGenerator<RowGroup> {
  let rows: SheetRow[] = [];
  const handler = sheetHandler(workbook, (row) => rows.push(row));
  let isFound = false;
  for await (const bytes of zipEntries(path, (name) => {
    if (name !== target) return undefined;
    isFound = true;
    return xmlPieces(handler);
  })) {
    const group = { rows, bytes };
    rows = [];
    yield group;
  }
  if (!isFound) throw fileFailure({ file: path }, 'it is no complete XLSX file');
  if (rows.length > 0) yield { rows, bytes: 0 };
}

type Cell = { column: number; type: string; style: number; value: string };

function sheetHandler(workbook: Workbook, onRow: (row: SheetRow) => void): XmlHandler {
  let number = 0;
  let cells: unknown[] = [];
  let cell: Cell = { column: 0, type: 'n', style: 0, value: '' };
  let isValue = false;
  return {
    open(name, { attributes }) {
      if (name === 'row') {
        number = Number(attributes['r'] ?? number + 1);
        cells = [];
      } else if (name === 'c') {
        const column = columnIndex(attributes['r']) ?? cells.length;
        cell = { column, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' };
      }
      isValue = name === 'v' || name === 't';
    },
    text(text) {
      if (isValue) cell.value += text;
    },
    close(name) {
      isValue = false;
      if (name === 'c' && cell.value !== '') cells[cell.column] = toValue(cell, workbook);
      if (name === 'row') onRow({ number, cells });
    },
  };
}

/** B3 → 1; beyond the 16,384 columns a sheet may have nothing is believed. */
function columnIndex(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function toValue({ type, style, value }: Cell, workbook: Workbook): unknown {
  if (type === 's') return workbook.strings[Number(value)] ?? '';
  if (type === 'b') return value === '1';
  if (type !== 'n') return value;
  const number = Number(value);
  if (!workbook.isDate[style]) return number;
  // Spreadsheets keep wall-clock time: without a Z it is read in the zone the mapping names.
  const serial = String(workbook.from1904 ? number + DAYS_TO_1904 : number);
  return fromSerial(serial, null)?.replace(/Z$/, '') ?? number;
}

/** Writes a marketplace as the record contract's CSV files, with its truth beside them. The only file that touches a disk. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { generateMarketplace } from './marketplace.ts';
import { ENTITY_COLUMNS, EVENT_COLUMNS, LINK_COLUMNS, type SeedRecord } from './rows.ts';
import type { Scenario } from './scenario.ts';

export type WrittenMarketplace = Readonly<Record<'entities' | 'links' | 'events' | 'rings' | 'innocents', number>>;

const FLUSH_AT = 1 << 20;

type Table = { add(row: SeedRecord): void; close(): number };

/** RFC 4180; an absent field is empty. */
const field = (value: unknown): string => {
  if (value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

function openTable(path: string, columns: readonly string[]): Table {
  const file = openSync(path, 'w');
  let pending = `${columns.join(',')}\n`;
  let rows = 0;
  return {
    add: (row) => {
      const values: Readonly<Record<string, unknown>> = row;
      pending += `${columns.map((column) => field(values[column])).join(',')}\n`;
      rows++;
      if (pending.length < FLUSH_AT) return;
      writeSync(file, pending);
      pending = '';
    },
    close: () => {
      writeSync(file, pending);
      closeSync(file);
      return rows;
    },
  };
}

const toLines = (items: readonly unknown[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('');

export function writeMarketplace(folder: string, scenario: Scenario): WrittenMarketplace {
  mkdirSync(join(folder, 'truth'), { recursive: true });
  const tables = {
    entity: openTable(join(folder, 'entities.csv'), ENTITY_COLUMNS),
    link: openTable(join(folder, 'links.csv'), LINK_COLUMNS),
    event: openTable(join(folder, 'events.csv'), EVENT_COLUMNS),
  };
  const marketplace = generateMarketplace(scenario);
  for (const row of marketplace.records) tables[row.record].add(row);
  const { rings, innocents } = marketplace.truth;
  writeFileSync(join(folder, 'truth', 'rings.ndjson'), toLines(rings));
  writeFileSync(join(folder, 'truth', 'innocents.ndjson'), toLines(innocents));
  return {
    entities: tables.entity.close(),
    links: tables.link.close(),
    events: tables.event.close(),
    rings: rings.length,
    innocents: innocents.length,
  };
}

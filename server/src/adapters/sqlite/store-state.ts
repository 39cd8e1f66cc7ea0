/**
 * The store's own bookkeeping, one row of `meta`: next free ids, the change number readers watch, and counts. Written in
 * the transaction of the batch that changed it.
 */
import { randomUUID } from 'node:crypto';
import type { GraphCounts } from '../../application/ports/graph-store.ts';
import type { StatementCache } from './sql.ts';
import { toRow } from './sql.ts';

export type StoreState = {
  nextEntity: number;
  nextEvent: number;
  /** Marks the link rows written by one pass of one batch. */
  stamp: number;
  changeNumber: number;
  /** Another one with every write: equal marks, equal data, also across backups that were restored. '' = unknown. */
  mark: string;
  entities: number;
  links: number;
  events: number;
  /** Set while `entity.degree` lags behind the links: an import is running, or broke off. */
  degreesStale: boolean;
};

const EMPTY: StoreState = {
  nextEntity: 1,
  nextEvent: 1,
  stamp: 1,
  changeNumber: 0,
  mark: '',
  entities: 0,
  links: 0,
  events: 0,
  degreesStale: false,
};

export function readState(prepare: StatementCache): StoreState {
  const row = toRow(prepare("SELECT value FROM meta WHERE name = 'state'").get());
  return row === undefined ? { ...EMPTY } : parseState(String(row[0]));
}

export function writeState(prepare: StatementCache, state: StoreState): void {
  prepare(
    "INSERT INTO meta (name, value) VALUES ('state', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(JSON.stringify({ ...state, mark: randomUUID() }));
}

const parseState = (text: string): StoreState => ({ ...EMPTY, ...JSON.parse(text) });

export const toCounts = ({ entities, links, events }: StoreState): GraphCounts => ({ entities, links, events });

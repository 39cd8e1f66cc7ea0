/**
 * The columns of the present, kept in a file beside the store (`STORE-columns`), so that a second run on unchanged data
 * need not read ten million rows. It is worth nothing by itself: it names the state of the store it was read from, and
 * one that is stale, damaged, half written or of another version is passed over and replaced. Where it cannot be
 * written (no room, no right), nothing is lost but time.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ColumnsRequest } from '../../application/ports/graph-store.ts';
import type { GraphColumns } from '../../detection/columns.ts';
import {
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  EVENT_REFERENCE_LIST,
  EVENT_STATUSES,
  EVENT_TYPE_LIST,
  LINK_TYPE_LIST,
  RISK_LABELS,
} from '../../domain/ontology.ts';
import { layOut } from './column-layout.ts';
import { readColumnsFile, writeColumnsFile } from './columns-file.ts';
import { type StoreState, toCounts } from './store-state.ts';

/** To be raised with every change of what columns mean or how rows become columns (load-columns.ts and beside it). */
const SNAPSHOT_VERSION = 1;
/** Fewer rows are read about as fast as a file. */
const LEAST_ROWS = 100_000;
/** The rest of the disk stays free for the store. */
const MOST_OF_FREE_SPACE = 0.5;

const CODES = [
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  RISK_LABELS,
  LINK_TYPE_LIST,
  EVENT_TYPE_LIST,
  EVENT_STATUSES,
  EVENT_REFERENCE_LIST,
];

export const snapshotPath = (storePath: string): string => `${storePath}-columns`;

export class ColumnSnapshot {
  readonly #storePath: string;
  readonly #leastRows: number;

  constructor(storePath: string, leastRows = LEAST_ROWS) {
    this.#storePath = storePath;
    this.#leastRows = leastRows;
  }

  read(request: ColumnsRequest, state: StoreState): GraphColumns | null {
    if (!this.#isWorthwhile(request, state)) return null;
    return readColumnsFile(snapshotPath(this.#storePath), describe(request, state)) as GraphColumns | null;
  }

  write(request: ColumnsRequest, state: StoreState, columns: GraphColumns): void {
    if (!this.#isWorthwhile(request, state)) return;
    try {
      this.#removeLeftOvers();
      this.#replace(describe(request, state), columns);
    } catch {
      // Whatever went wrong, the columns at hand are right; the next run reads rows again.
    }
  }

  /** Views of the past are asked for now and then, each another one: they read rows. */
  #isWorthwhile({ asOf }: ColumnsRequest, state: StoreState): boolean {
    const { entities, links, events } = toCounts(state);
    const isKnown = this.#storePath !== ':memory:' && state.mark !== '';
    return isKnown && asOf === undefined && entities + links + events >= this.#leastRows;
  }

  #replace(of: string, columns: GraphColumns): void {
    const layout = layOut(columns);
    const size = layout.parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const folder = dirname(this.#storePath);
    const { bavail, bsize } = statfsSync(folder);
    if (size > bavail * bsize * MOST_OF_FREE_SPACE) return;
    const draft = `${snapshotPath(this.#storePath)}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
    try {
      const file = openSync(draft, 'wx', statSync(this.#storePath).mode & 0o777);
      try {
        writeColumnsFile(file, of, layout);
      } finally {
        closeSync(file);
      }
      renameSync(draft, snapshotPath(this.#storePath));
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Drafts of processes that are no more. */
  #removeLeftOvers(): void {
    const folder = dirname(this.#storePath);
    const start = `${basename(snapshotPath(this.#storePath))}.`;
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(start) || !name.endsWith('.draft')) continue;
      const pid = Number(name.slice(start.length).split('.')[0]);
      if (!isRunning(pid)) rmSync(join(folder, name), { force: true });
    }
  }
}

/** Equal texts: the same columns. */
const describe = ({ windowDays }: ColumnsRequest, { mark, changeNumber }: StoreState): string =>
  JSON.stringify([SNAPSHOT_VERSION, mark, changeNumber, windowDays ?? null, CODES]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Link rows of one pass as columns, filled in order of arrival. Writing goes by key and would otherwise jump through the
 * records in memory: reading numbers side by side is several times faster.
 */
import { isRemoved } from '../../domain/merge-observed.ts';
import { statedLink } from '../../domain/merge-record.ts';
import type { LinkRecord } from '../../domain/records.ts';
import { drawnTypeCode } from './codes.ts';
import type { Keys } from './key-order.ts';
import { STATED_COLUMNS, statedValues } from './link-rows.ts';
import type { SourceSets } from './source-sets.ts';
import type { SqlValue } from './sql.ts';
import type { EntityWriter } from './write-entities.ts';

const NUMBERS = STATED_COLUMNS.length - 1;

export class StatedBatch {
  keys: Keys;
  /** Row after row; NaN = NULL. */
  #numbers = new Float64Array(0);
  #fields: (string | null)[] = [];
  #isLive = new Uint8Array(0);

  constructor() {
    this.keys = { first: new Float64Array(0), second: new Float64Array(0), type: new Uint8Array(0), length: 0 };
  }

  /** Takes the place of the rows before: the same memory serves every pass of an import. */
  load(records: readonly LinkRecord[], entities: EntityWriter, sources: SourceSets): void {
    this.#resize(records.length);
    const { first, second, type } = this.keys;
    records.forEach((record, i) => {
      first[i] = entities.idOrNote(record.from);
      second[i] = entities.idOrNote(record.to);
      type[i] = drawnTypeCode(record.type);
      this.#set(i, record, sources);
    });
    if (!entities.createNoted()) return;
    records.forEach((record, i) => {
      if (first[i] === 0) first[i] = entities.idOf(record.from);
      if (second[i] === 0) second[i] = entities.idOf(record.to);
    });
  }

  #resize(length: number): void {
    this.#fields = [];
    if (length > this.#isLive.length) {
      this.#numbers = new Float64Array(length * NUMBERS);
      this.#isLive = new Uint8Array(length);
      this.keys = {
        first: new Float64Array(length),
        second: new Float64Array(length),
        type: new Uint8Array(length),
        length,
      };
    }
    this.keys = { ...this.keys, length };
  }

  /** In the order of STATED_COLUMNS. */
  pushValues(i: number, flat: SqlValue[]): void {
    for (let n = i * NUMBERS; n < (i + 1) * NUMBERS; n++) {
      const number = this.#numbers[n] ?? Number.NaN;
      flat.push(Number.isNaN(number) ? null : number);
    }
    flat.push(this.#fields[i] ?? null);
  }

  isLive(i: number): boolean {
    return this.#isLive[i] === 1;
  }

  #set(i: number, record: LinkRecord, sources: SourceSets): void {
    const stated = statedLink(record);
    const values = statedValues(stated, sources);
    for (let n = 0; n < NUMBERS; n++) this.#numbers[i * NUMBERS + n] = toFloat(values[n]);
    const fields = values[NUMBERS];
    this.#fields.push(typeof fields === 'string' ? fields : null);
    this.#isLive[i] = Number(!isRemoved(record.removedAt ?? null, stated.lastSeen));
  }
}

const toFloat = (value: SqlValue | undefined): number =>
  value === null || value === undefined ? Number.NaN : Number(value);

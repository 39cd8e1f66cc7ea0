import { readFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { parseTimePoint } from '../../../server/src/domain/time-point.ts';
import { readFiles } from './reading.ts';

const time = (text: string) => parseTimePoint(text);

describe('a Parquet file', () => {
  it('is read in groups, dates as days, timestamps as instants', async () => {
    const kind = new Array<string>(50_000).fill('Buyer');
    const id = kind.map((_, i) => `b${i}`);
    const created = kind.map(() => new Date('2026-01-02T03:04:05.678Z'));
    const columnData = [
      { name: 'kind', data: kind },
      { name: 'id', data: id },
      { name: 'createdAt', data: created, type: 'TIMESTAMP' as const },
    ];
    const { records } = await readFiles({
      'entities.parquet': new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 30_000 })),
    });
    expect(records).toHaveLength(50_000);
    expect(records[49_999]).toMatchObject({ id: 'b49999', createdAt: time('2026-01-02T03:04:05.678Z') });
  });

  it('tells an instant of a whole second as a text file would', async () => {
    const at = ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.500Z'];
    const columnData = [
      { name: 'kind', data: ['Buyer', 'Buyer'] },
      { name: 'id', data: ['b1', 'b2'] },
      { name: 'createdAt', data: at.map((text) => new Date(text)), type: 'TIMESTAMP' as const },
    ];
    const { records } = await readFiles({ 'entities.parquet': new Uint8Array(parquetWriteBuffer({ columnData })) });
    expect(records.map((record) => record.record === 'entity' && record.createdAt)).toEqual(at.map(time));
  });

  /** Written by pyarrow: decimals of 18, 6 and 30 digits, single-precision floats, a column of nothing, LZ4. */
  const foreign = readFileSync(new URL('../../fixtures/parquet/events-decimals-lz4.parquet', import.meta.url));

  it('keeps decimals exact and single-precision numbers short', async () => {
    const { records, rejects, failure } = await readFiles({ 'events.parquet': foreign });
    expect([failure, rejects]).toEqual([null, []]);
    const shared = { discount: '0.07', currency: 'USD' };
    expect(records).toMatchObject([
      { amount: '19.99', ...shared, attributes: { debt: '-12.3', single: '0.1' } },
      { amount: '0.07', ...shared, attributes: { debt: '-12.3', single: '19.99' } },
      { amount: '1234567890123456.78', ...shared, attributes: { debt: '-12.3', single: '0.0000001' } },
    ]);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { precisionOf } from '../../../server/src/domain/time-point.ts';
import { readAll } from './reading.ts';

const SHARED = process.env['CLEWLINE_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const FOLDER = join(SHARED, 'data/p2p-payments');
const MAP = fileURLToPath(new URL('../../fixtures/examples/p2p-payments.map.yaml', import.meta.url));
const isThere = existsSync(FOLDER);

describe.skipIf(!isThere)(`p2p-payments, read as it is${isThere ? '' : ` (skipped: ${FOLDER} is not there)`}`, () => {
  it('gives exactly its users, cards, devices, links, transfers and referrals, and no label', async () => {
    const { records, rejects, ignored, failure } = await readAll(FOLDER, { mapFile: MAP, batchSize: 100_000 });
    expect(failure).toBeNull();
    const of = (name: string) => records.filter((r) => (r.record === 'entity' ? r.kind : r.type) === name);
    const targets = (name: string) => new Set(of(name).map((r) => (r.record === 'entity' ? r.id : r.to.id)));
    expect(of('Buyer')).toHaveLength(33_732);
    expect(targets('PAYS_WITH').size).toBe(118_818);
    expect(of('Device')).toHaveLength(51_451);
    expect(of('PAYS_WITH')).toHaveLength(128_066);
    expect(of('USES_DEVICE')).toHaveLength(55_026);
    const transfers = records.filter((r) => r.record === 'event');
    expect(transfers).toHaveLength(102_832);
    expect(new Set(transfers.map((r) => r.id)).size).toBe(102_832);
    expect(transfers.filter((r) => r.at !== undefined && precisionOf(r.at) === 'MINUTE')).toHaveLength(1680);
    expect(of('REFERRED')).toHaveLength(1870 - 11);
    expect(rejects).toHaveLength(11);
    for (const reject of rejects) {
      expect(reject).toMatchObject({ record: 'links', column: 'toId' });
      expect(reject.fields['fromId']).toBe(reject.fields['toId']);
    }
    expect(ignored).toEqual(['SOURCE.md']);
    const attributes = new Set(records.flatMap((r) => Object.keys(r.attributes ?? {})));
    expect([...attributes].sort()).toEqual(['model', 'os']);
  });
});

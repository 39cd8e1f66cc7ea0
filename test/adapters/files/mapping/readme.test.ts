import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseTimePoint } from '../../../../server/src/domain/time-point.ts';
import { filesIn, newFolder, readAll } from '../reading.ts';

const README = fileURLToPath(new URL('../../../../server/src/adapters/files/README.md', import.meta.url));

it('the worked example of the README does what the README says', async () => {
  const text = readFileSync(README, 'utf8');
  const [, csv = ''] = /```\n(Order ID[\s\S]*?)```/.exec(text) ?? [];
  const [, map = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
  const mapFile = join(newFolder(), 'map.yaml');
  writeFileSync(mapFile, map);
  const { records, rejects, failure } = await readAll(filesIn({ 'orders.csv': csv }), { mapFile });
  expect(failure).toBeNull();
  expect(rejects).toEqual([]);
  expect(records.filter((r) => r.record !== 'entity')).toMatchObject([
    { type: 'HAS_PHONE', to: { id: '+436641234567' } },
    { type: 'ORDER', id: 'A100-1', amount: '12.5', status: 'shipped', at: parseTimePoint('2025-11-05T09:30Z') },
    { type: 'REFUND', id: 'A100-2', amount: '3' },
  ]);
});

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { draftMapping } from '../../server/src/application/draft-mapping.ts';
import { filesIn, NOW, newFolder, readAll } from '../adapters/files/reading.ts';

const EXAMPLES = fileURLToPath(new URL('../fixtures/examples', import.meta.url));
const draft = draftMapping(createFileRecordSource({ now: () => NOW }));

async function draftOf(contents: Readonly<Record<string, string>>) {
  const folder = filesIn(contents);
  const drafted = await draft([folder]);
  if (!drafted.ok) throw new Error(drafted.failure.message);
  const mapFile = join(newFolder(), 'draft.yaml');
  writeFileSync(mapFile, drafted.value);
  return { text: drafted.value, outcome: await readAll(folder, { mapFile }) };
}

describe('a drafted mapping', () => {
  it('can be used as it is where every column has a plain name', async () => {
    const { text, outcome } = await draftOf({
      'orders.csv':
        'order_id;line_id;customer_id;shop_id;created_at;amount;currency;device_id;colour\no1;1;b1;s1;05.11.2025 10:00;12,50;EUR;d1;red\n',
    });
    expect(outcome.failure).toBeNull();
    expect(outcome.rejects).toEqual([]);
    expect(outcome.records).toMatchObject([
      { record: 'entity', kind: 'Buyer', id: 'b1' },
      { record: 'link', type: 'USES_DEVICE', to: { id: 'd1' } },
      { record: 'event', type: 'ORDER', id: 'o1-1', orderId: 'o1', amount: '12.5', currency: 'EUR', to: { id: 's1' } },
    ]);
    expect(text).toContain('# Columns that found no place: colour\n');
  });

  it('knows transfers, referrals and users with their identifiers', async () => {
    const { outcome } = await draftOf({
      'a-transfers.csv': 'from_user_id,to_user_id,ts,amount\na,b,2025-01-01,5\na,b,2025-01-01,5\n',
      'b-referrals.csv': 'referrer_id,referred_id\na,b\n',
      'c-users.csv': 'user_id,email,iban,registered_at\na,A@x.example,I1,1762300800\nb,,,\n',
    });
    expect(outcome.failure).toBeNull();
    expect(outcome.rejects).toEqual([]);
    const types = outcome.records.map((r) => (r.record === 'entity' ? r.kind : r.type));
    expect(types.filter((type) => type === 'TRANSFER')).toHaveLength(2);
    expect(types).toEqual(expect.arrayContaining(['REFERRED', 'HAS_EMAIL', 'PAID_OUT_TO', 'Buyer']));
  });

  it('names every file, and holds no value of them', async () => {
    const files = readdirSync(EXAMPLES).filter((name) => !name.endsWith('.yaml'));
    const drafted = await draft(files.map((name) => join(EXAMPLES, name)));
    const text = drafted.ok ? drafted.value : drafted.failure.message;
    for (const name of files) expect(text).toContain(`  - match: ${name}\n`);
    expect(text).not.toMatch(/quietfox88|Müller|7700900123/);
  });

  it('is one sentence for a file that is not there', async () => {
    expect(await draft(['/nowhere/a.csv'])).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('/nowhere') },
    });
  });
});

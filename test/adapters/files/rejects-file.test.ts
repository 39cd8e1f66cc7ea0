import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRejectsWriter } from '../../../server/src/adapters/files/rejects-file.ts';
import { filesIn, NOW, newFolder, readAll } from './reading.ts';

async function rejectsOf(contents: Readonly<Record<string, string>>): Promise<string> {
  const { rejects } = await readAll(filesIn(contents));
  const writer = createRejectsWriter(newFolder(), () => NOW);
  await writer.write(rejects);
  return (await writer.close()) ?? '';
}

describe('the rejects file', () => {
  it('is not made when every row fitted', async () => {
    expect(await rejectsOf({ 'entities.csv': 'kind,id\nBuyer,b\n' })).toBe('');
  });

  it('holds the row, where it stood and what was expected, readable for its owner alone', async () => {
    const path = await rejectsOf({
      'links.csv': 'type,fromKind,fromId,toKind,toId,note\nREFERRED,Buyer,a,Buyer,a,n\n',
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      type: 'REFERRED',
      fromKind: 'Buyer',
      fromId: 'a',
      toKind: 'Buyer',
      toId: 'a',
      note: 'n',
      _record: 'links',
      _file: expect.stringContaining('links.csv'),
      _line: 2,
      _column: 'toId',
      _expected: expect.stringContaining('itself'),
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('can be corrected and read again, under any name, each row by its own record', async () => {
    const path = await rejectsOf({
      'entities.csv': 'kind,id,colour\nDragon,a,red\n',
      'events.ndjson': '{"type":"ORDER","id":"o","fromKind":"Buyer","fromId":"b","toKind":"Seller","toId":""}\n',
    });
    const corrected = readFileSync(path, 'utf8').replace('Dragon', 'Buyer').replace('"toId":""', '"toId":"s"');
    const fixed = join(newFolder(), 'fixed.ndjson');
    writeFileSync(fixed, corrected);
    const { records, rejects } = await readAll(fixed);
    expect(rejects).toEqual([]);
    expect(records).toEqual([
      { record: 'entity', kind: 'Buyer', id: 'a', attributes: { colour: 'red' } },
      {
        record: 'event',
        type: 'ORDER',
        id: 'o',
        from: { kind: 'Buyer', id: 'b' },
        to: { kind: 'Seller', id: 's' },
      },
    ]);
  });

  it('never takes the place of an earlier one', async () => {
    const folder = newFolder();
    const reject = { record: 'links', file: 'f', line: 1, column: null, expected: 'x', fields: {} } as const;
    const paths: (string | null)[] = [];
    for (let i = 0; i < 2; i++) {
      const writer = createRejectsWriter(folder, () => NOW);
      await writer.write([reject]);
      paths.push(await writer.close());
    }
    expect(new Set(paths).size).toBe(2);
  });
});

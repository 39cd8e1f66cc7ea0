import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTimePoint } from '../../../../server/src/domain/time-point.ts';
import { filesIn, newFolder, readAll } from '../reading.ts';
import { labelled, read } from './mapped.ts';

describe('a mapping that does not fit', () => {
  const wrong: readonly (readonly [what: string, map: string, sentence: RegExp])[] = [
    [
      'names a column that is not there',
      labelled('colour'),
      /^a\.csv: the mapping .* names the column "colour", which is not there; there are id, raw$/,
    ],
    ['has an unknown setting', 'files: [{ match: a.csv, colour: red }]', /files\[0\]: there is no setting colour$/],
    [
      'has an unknown field',
      'files: [{ match: a.csv, entities: [{ kind: Buyer, id: id, shoe: raw }] }]',
      /entities\[0\]: there is no setting shoe$/,
    ],
    ['has a value from two sources', labelled('{ column: raw, value: x }'), /label: needs exactly one of column, path/],
    ['has an unknown normaliser', labelled('{ column: raw, normalise: magic }'), /normalise/],
    ['has an unknown zone', labelled('{ column: raw, date: { zone: Mars/Base } }'), /Mars\/Base/],
    ['has a date without a year', labelled('{ column: raw, date: dd/MM }'), /has no year/],
    ['has an unknown encoding', labelled('raw', 'encoding: klingon'), /there is no encoding klingon/],
    ['is no YAML', 'files: [', /line \d+: the mapping is not valid YAML/],
    ['is empty', '', /the mapping does not fit/],
  ];
  it.each(wrong)('%s: one sentence, before anything is read', async (_what, map, sentence) => {
    const { records, failure } = await read(map, { 'a.csv': 'id,raw\nb,x\n' });
    expect(failure).toMatch(sentence);
    expect(failure).not.toContain('\n');
    expect(records).toEqual([]);
  });

  it('in several places: every one at once, with its line', async () => {
    const map = [
      'files:',
      '  - match: a.csv',
      '    shoe: 1',
      '    entities:',
      '      - kind: Buyer',
      '        id: { column: id, normalise: magic }',
      '        hat: raw',
    ];
    const { failure } = await read(map.join('\n'), { 'a.csv': 'id,raw\nb,x\n' });
    expect(failure?.split('\n').slice(1)).toEqual([
      '  line 2: files[0]: there is no setting shoe',
      '  line 5: files[0].entities[0]: there is no setting hat',
      expect.stringMatching(/^ {2}line 6: files\[0\]\.entities\[0\]\.id\.normalise: /),
    ]);
    expect(failure).toContain('does not fit in 3 places:');
  });

  it('needs a key for keyed hashes', async () => {
    const map = labelled('{ column: raw, normalise: keyedHash }');
    const mapFile = join(newFolder(), 'm.yaml');
    writeFileSync(mapFile, map);
    expect((await readAll(filesIn({ 'a.csv': 'id,raw\n' }), { mapFile })).failure).toMatch(/CLEWLINE_HASH_KEY/);
  });

  it('reads times as the contract does where it says nothing of dates', async () => {
    const map = 'files: [{ match: "*", entities: [{ kind: Buyer, id: id, createdAt: raw }] }]';
    const { records } = await read(map, { 'a.csv': 'id,raw\nb,2025-01-02 03:04\n' });
    expect(records).toMatchObject([{ createdAt: parseTimePoint('2025-01-02T03:04Z') }]);
  });
});

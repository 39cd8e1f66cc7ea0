import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { labelled, read } from './mapped.ts';

describe('a workbook', () => {
  const sheet = (rows: string) => strToU8(`<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`);
  const workbook = (rows: string) =>
    zipSync({
      'xl/workbook.xml': strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="Read me" r:id="rId1"/><sheet name="Orders" r:id="rId2"/></sheets></workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      ),
      'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
      'xl/worksheets/sheet2.xml': sheet(rows),
      'xl/styles.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'),
      'xl/sharedStrings.xml': strToU8(
        '<sst><si><t>id</t></si><si><r><t>ra</t></r><r><t>w</t></r></si><si><t>b1</t></si></sst>',
      ),
    });
  const HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>';
  const map = (label: string) => labelled(label, 'sheet: Orders');

  it('gives the rows of a sheet: shared and inline text, numbers, dates as wall-clock time, gaps', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>45966.5</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><t>b2</t></is></c></row><row r="5"><c r="A5"><v>123456</v></c><c r="B5" s="1"><v>45966</v></c></row>`;
    const { records, failure } = await read(map('{ column: raw, date: { format: iso, zone: Asia/Manila } }'), {
      'a.xlsx': workbook(rows),
    });
    expect(failure).toBeNull();
    expect(records).toEqual([
      { record: 'entity', kind: 'Buyer', id: 'b1', label: '2025-11-05T04:00:00Z' },
      { record: 'entity', kind: 'Buyer', id: 'b2' },
      { record: 'entity', kind: 'Buyer', id: '123456', label: '2025-11-05' },
    ]);
  });

  it('refuses an id that the spreadsheet has rounded', async () => {
    const { rejects } = await read(map('raw'), {
      'a.xlsx': workbook(`${HEADER}<row r="2"><c r="A2"><v>5.7648123456789E+17</v></c></row>`),
    });
    expect(rejects).toMatchObject([{ line: 2, column: 'id', expected: expect.stringContaining('exact number') }]);
  });

  it('that is cut, no ZIP, or without the sheet is one sentence', async () => {
    const whole = workbook(HEADER);
    expect((await read(map('raw'), { 'a.xlsx': whole.subarray(0, 700) })).failure).toMatch(/^a\.xlsx: .*XLSX/);
    expect((await read(map('raw'), { 'a.xlsx': strToU8('id,raw') })).failure).toMatch(/^a\.xlsx: .*XLSX/);
    expect((await read(labelled('raw', 'sheet: Other'), { 'a.xlsx': whole })).failure).toBe(
      'a.xlsx: there is no sheet "Other"; there are Read me, Orders',
    );
  });
});

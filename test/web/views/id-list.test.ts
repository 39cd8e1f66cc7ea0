import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { investigationPath, parseIdFragment, parseIdList } from '../../../web/src/views/investigate/id-list.ts';

describe('a pasted list', () => {
  it('is split at lines, commas, semicolons and tabs, each id once, in order', () => {
    expect(parseIdList('b-1, b-2\r\n b-3;b-1\tdev 7\n\n')).toEqual(['b-1', 'b-2', 'b-3', 'dev 7']);
  });

  it('loses the quotes a spreadsheet puts around its cells', () => {
    expect(parseIdList('"b-1"\n\'b-2\'')).toEqual(['b-1', 'b-2']);
  });

  it('comes back from the address as it was', () => {
    const id = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 60 }), (ids) => {
        expect(parseIdFragment(new URL(investigationPath(ids), 'https://here').hash)).toEqual(ids);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodeGroups } from '../../../server/src/detection/graph/node-groups.ts';

describe('groups of nodes in one list', () => {
  it('come back as they were added, with their sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(1000), { maxLength: 2000 }), { maxLength: 50 }), (added) => {
        const groups = new NodeGroups();
        for (const nodes of added) groups.add(Int32Array.from(nodes));
        expect([...groups].map((nodes) => [...nodes])).toEqual(added);
        expect(added.map((_, i) => groups.sizeOf(i))).toEqual(added.map(({ length }) => length));
        expect(groups.length).toBe(added.length);
      }),
    );
  });

  it('are more than the room at first', () => {
    const groups = new NodeGroups();
    for (let i = 0; i < 3000; i++) groups.add(Int32Array.of(i, i + 1));
    expect([...groups].at(-1)).toEqual(Int32Array.of(2999, 3000));
  });
});

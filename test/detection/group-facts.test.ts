import { describe, expect, it } from 'vitest';
import { hasEvents } from '../../server/src/detection/group-facts.ts';
import { EVENT_TYPE_LIST } from '../../server/src/domain/ontology.ts';

describe('the types of the events of a group', () => {
  it('have a bit each', () => {
    EVENT_TYPE_LIST.forEach((type, code) => {
      const only = { typesOfEvents: 1 << code };
      expect(EVENT_TYPE_LIST.filter((other) => hasEvents(only, other))).toEqual([type]);
    });
  });
});

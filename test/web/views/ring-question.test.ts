import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_VERDICT } from '../../../web/src/api/use-rings.ts';
import { VERDICT_KINDS } from '../../../web/src/api/verdicts.ts';
import { EVIDENCE_TYPES, RING_ORDER_FIELDS, SEVERITIES, TYPOLOGY_CODES } from '../../../web/src/api/vocabulary.ts';
import { parseRingQuestion, toRingSearch } from '../../../web/src/views/rings/ring-question.ts';

describe('the question of the ring list', () => {
  it('comes back from the address as it was', () => {
    const text = fc.string({ minLength: 1, maxLength: 60 }).filter((value) => !/\p{Surrogate}/u.test(value));
    const filter = fc.record(
      {
        minSeverity: fc.constantFrom(...SEVERITIES),
        typologies: fc.constantFrom(...TYPOLOGY_CODES).map((code) => [code]),
        evidence: fc.constantFrom(...EVIDENCE_TYPES).map((type) => [type]),
        markets: text.map((market) => [market]),
        text,
        minSize: fc.integer({ min: 1, max: 999 }),
        verdict: fc.constantFrom(ANY_VERDICT, ...VERDICT_KINDS),
      },
      { requiredKeys: [] },
    );
    const order = fc.record({
      field: fc.constantFrom(...RING_ORDER_FIELDS),
      direction: fc.constantFrom('ASC' as const, 'DESC' as const),
    });
    fc.assert(
      fc.property(fc.record({ filter, order }), (question) => {
        expect(parseRingQuestion(toRingSearch(question))).toEqual(question);
      }),
    );
  });

  it('keeps what it understands of a hand-made address and ignores the rest', () => {
    const { filter, order } = parseRingQuestion('?severity=AWFUL&size=-4&sort=NAME&typology=BRUSHING&x=1');
    expect(filter).toEqual({ typologies: ['BRUSHING'] });
    expect(order).toEqual({ field: 'SEVERITY', direction: 'DESC' });
  });
});

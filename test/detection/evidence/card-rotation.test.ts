/** Going through many cards is a trace of its own, judged by what is usual in this marketplace. */
import { describe, expect, it } from 'vitest';
import { gammaTail } from '../../../server/src/detection/evidence/card-rotation.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import { buyer, settle, smallTown, type Town } from '../../support/small-town.ts';

const PHRASE = /^4 of 4 members each went through 13 cards or more, which [\d.]+ % of accounts did$/;

function statements(everyoneHasMany: boolean): string[] {
  const town = smallTown();
  const own = ['x0', 'x1', 'x2', 'x3'].map((name) => settle(town, buyer(name)));
  town.share('PAYS_WITH', own, 'PaymentInstrument:joint').share('PAYS_WITH', own, 'PaymentInstrument:other');
  for (const account of own) addCards(town, account, 10);
  if (everyoneHasMany) for (let i = 0; i < 100; i++) addCards(town, buyer(`h${i}`), 14);
  const { candidates } = detectRings(town.columns, { ...DEFAULT_PARAMETERS, minScore: 5 }, { now: () => 0 });
  return candidates.flatMap(({ evidence }) => evidence.map(({ statement }) => statement));
}

function addCards(town: Town, account: ReturnType<typeof buyer>, count: number): void {
  for (let i = 0; i < count; i++) town.link('PAYS_WITH', account, `PaymentInstrument:${account.slice(6)}-${i}`);
}

describe('card rotation', () => {
  it('is told in one sentence', () => {
    expect(statements(false).some((statement) => PHRASE.test(statement))).toBe(true);
  });

  it('is nothing where a third of all accounts hold as many', () => {
    expect(statements(true).some((statement) => statement.includes('went through'))).toBe(false);
  });

  it('has the tail of a gamma distribution', () => {
    // R: pgamma(c(2, 9, 30), shape = c(1, 4, 10), lower.tail = FALSE)
    expect(gammaTail(2, 1)).toBeCloseTo(0.135_335_283, 8);
    expect(gammaTail(9, 4)).toBeCloseTo(0.021_226_486, 8);
    expect(gammaTail(30, 10)).toBeCloseTo(7.121_75e-6, 10);
  });
});

/** Half the labels as seeds: what is told is not scored, what is held back is, and the same splits give the same. */
import { describe, expect, it } from 'vitest';
import { evaluateSeeded } from '../../server/src/application/evaluation/evaluate-seeded.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { buyer, settle, smallTown } from '../support/small-town.ts';

function market(label: (pair: number, second: boolean) => boolean) {
  const town = smallTown(200, 10);
  const [population, flagged] = [new Set<string>(), new Set<string>()];
  for (let i = 0; i < 200; i++) population.add(`h${i}`);
  for (let i = 0; i < 20; i++) {
    const own = [`a${i}`, `b${i}`];
    town.share(
      'PAYS_WITH',
      own.map((name) => settle(town, buyer(name))),
      `PaymentInstrument:p${i}`,
    );
    for (const [j, name] of own.entries()) {
      population.add(name);
      if (label(i, j === 1)) flagged.add(name);
    }
  }
  const { columns } = town;
  return evaluateSeeded({
    columns,
    parameters: DEFAULT_PARAMETERS,
    labels: { population, flagged },
    splits: 4,
    seed: 7,
  });
}

describe('the seeded evaluation', () => {
  it('finds the other half of pairs that are fraudulent together, and so does the rule', () => {
    const { top, rule, flagged } = market((pair) => pair < 10);
    expect(flagged).toBe(20);
    // About five pairs have one end told and one held back: all of these leads are right.
    expect(top[0]?.lift.mean).toBeCloseTo(rule.lift.mean, 6);
    expect(rule.lift.mean).toBeGreaterThan(15);
  });

  it('finds nothing where each fraudster shares with an honest account only', () => {
    const { top, rule } = market((pair, second) => pair < 20 && second);
    expect(top[0]?.accounts).toBe(10);
    expect(top[0]?.lift.highest).toBe(0);
    expect(rule.lift.highest).toBe(0);
  });
});

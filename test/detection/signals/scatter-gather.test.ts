/** Money that is spread over hands and gathered again, among people who send each other money. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import type { RingCandidate } from '../../../server/src/domain/ring.ts';
import { at, buyer, settle, smallTown, type Town } from '../../support/small-town.ts';

const HANDS = [1, 2, 3, 4].map((i) => buyer(`hand${i}`));
const [SOURCE, SINK] = [buyer('source'), buyer('sink')];

function rings(tell: (town: Town) => void): readonly RingCandidate[] {
  const town = smallTown();
  for (const account of [SOURCE, SINK, ...HANDS]) settle(town, account, -800);
  // What friends send each other, so that the rest is large.
  for (let i = 0; i < 200; i++)
    town.event('TRANSFER', buyer(`h${i}`), buyer(`h${(i * 7 + 3) % 300}`), {
      at: at(i * 9),
      amount: '12.00',
      currency: 'GBP',
    });
  tell(town);
  return detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates;
}

type Round = {
  readonly hands?: number;
  readonly kept?: number;
  readonly waitHours?: number;
  readonly areFriends?: boolean;
};
const spread =
  ({ hands = 4, kept = 20, waitHours = 9, areFriends = false }: Round, rounds = 4) =>
  (town: Town): void => {
    const pay = (from: typeof SOURCE, to: typeof SOURCE, hours: number, amount: number): void => {
      town.event('TRANSFER', from, to, { at: at(hours), amount: `${amount}.00`, currency: 'GBP' });
    };
    for (let round = 0; round < rounds; round++) {
      for (const [i, hand] of HANDS.slice(0, hands).entries()) {
        const start = 300 + round * 260 + i * 2;
        pay(SOURCE, hand, start, 400 + i);
        pay(hand, SINK, start + waitHours, 400 + i - kept);
        if (areFriends) pay(hand, SOURCE, start + 150, 350);
      }
    }
  };
const told = (found: readonly RingCandidate[]): readonly string[] =>
  found.flatMap(({ evidence }) => evidence.map(({ statement }) => statement)).filter((text) => text.includes('spread'));

describe('money that one account pays to several hands', () => {
  it('who all pass it on to one other is told of, with who takes part', () => {
    const found = rings(spread({}));
    expect(told(found)).toHaveLength(1);
    expect(told(found)[0]).toContain('4 times within 72 hours, through 6 of 6 members');
    expect(found[0]?.members.map(({ id }) => id).sort()).toEqual([
      'hand1',
      'hand2',
      'hand3',
      'hand4',
      'sink',
      'source',
    ]);
    expect(found[0]?.typologies.map(({ code }) => code)).toContain('ROUND_TRIP');
  });

  it.each<[string, Round]>([
    ['by two hands only', { hands: 2 }],
    ['but for a third', { kept: 140 }],
    ['after a week', { waitHours: 170 }],
    ['by friends, who pay the source as well', { areFriends: true }],
  ])('is nothing where it is passed on %s', (_, round) => expect(told(rings(spread(round)))).toEqual([]));

  it('is the same in whatever order the payments are named', () => {
    const backwards = (town: Town): void => {
      const before = town.events.length;
      spread({})(town);
      town.events.push(...town.events.splice(before).reverse());
    };
    expect(rings(backwards)).toEqual(rings(spread({})));
  });
});

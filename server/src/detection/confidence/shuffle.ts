/** Shuffled copies in which every account and every identifier, moment and shop keeps its number of links. */
import type { Entries } from '../graph/entries-of.ts';
import type { Deeds } from './deeds.ts';
import type { Surroundings } from './surroundings.ts';

/** Draws before a holder that would come twice is taken all the same; the two entries then are one. */
const MOST_DRAWS = 20;

/**
 * Every entry of a shared column is given to a place drawn from all holdings of the kind, without replacement; the
 * rest of the holdings are identifiers nobody shares, and tie nobody. Hubs stay where they are.
 */
export function shuffleHolders({ columns, entries, holdings }: Surroundings, draw: () => number): Entries {
  const decks = holdings.map((places) => new Deck(places, draw));
  return dealOut(entries, (column) => (columns.share[column] === 0 ? undefined : decks[columns.kind[column] ?? 0]));
}

/** Entries by column: each column gets a place from its deck for each of its entries, none twice. */
function dealOut({ place, column }: Entries, deckOf: (column: number) => Deck | undefined): Entries {
  const dealt = place.slice();
  const holders = new Set<number>();
  for (let e = 0; e < dealt.length; e++) {
    if (e > 0 && column[e] !== column[e - 1]) holders.clear();
    dealt[e] = deckOf(column[e] ?? 0)?.take(holders) ?? dealt[e] ?? 0;
  }
  return { place: dealt, column };
}

export function shuffleDeeds(deeds: Deeds, draw: () => number): Deeds {
  const { moments, dealings } = deeds;
  const actors = new Deck(moments.place, draw);
  const partners = new Deck(dealings.to, draw);
  return {
    ...deeds,
    moments: dealOut(moments, () => actors),
    dealings: { from: dealings.from, to: dealings.to.map(() => partners.take()) },
  };
}

/** Cards dealt without replacement. */
class Deck {
  readonly #cards: Int32Array;
  readonly #draw: () => number;
  #left: number;

  constructor(cards: Int32Array, draw: () => number) {
    this.#cards = cards.slice();
    this.#left = cards.length;
    this.#draw = draw;
  }

  /** One that is not in `taken`, which then holds it. */
  take(taken?: Set<number>): number {
    let at = 0;
    for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
      at = Math.floor(this.#draw() * this.#left);
      if (!taken?.has(this.#cards[at] ?? 0)) break;
    }
    const card = this.#cards[at] ?? 0;
    this.#cards[at] = this.#cards[--this.#left] ?? 0;
    taken?.add(card);
    return card;
  }
}

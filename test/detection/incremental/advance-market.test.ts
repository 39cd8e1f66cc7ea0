import { describe, expect, it } from 'vitest';
import { advanceMarket, type KeptMarket } from '../../../server/src/detection/incremental/carry/advance-market.ts';
import { changesByMoves } from '../../../server/src/detection/incremental/carry/changes-by-moves.ts';
import { readView } from '../../../server/src/detection/incremental/market-view.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import { eachOf, type RowLists } from '../../../server/src/detection/incremental/row-lists.ts';
import {
  changedSince,
  look,
  type Standings,
  seeAccounts,
} from '../../../server/src/detection/incremental/seen-accounts.ts';
import { EDITS, type Edit, editedMarket, marketOf } from '../../support/edited-market.ts';
import { EVEN_NORMS } from '../../support/shop-orders.ts';
import { seeded } from '../graph/random-graph.ts';

type Records = ReturnType<typeof marketOf>['records'];

const HABITS = EVEN_NORMS.clocks.events;

function read(columns: ReturnType<typeof marketOf>['columns']): KeptMarket {
  const overview = readOverview(columns);
  return { view: readView(overview, HABITS), sight: look(overview) };
}

/** Everybody is in some community, and some wait. */
const standingsOf = ({ view }: KeptMarket): Standings => ({
  community: Int32Array.from({ length: view.population.accountCount }, (_, a) => (a % 7 === 0 ? -1 : a >> 2)),
  nearness: Float32Array.from({ length: view.population.accountCount }, (_, a) => a % 50),
  waiting: Uint8Array.from({ length: view.population.accountCount }, (_, a) => Number(a % 11 === 0)),
});

/** What is listed for every key. */
function listsIn({ view: { index, population, identifiers, columns } }: KeptMarket) {
  const read = (lists: RowLists, keys: number): readonly (readonly number[])[] =>
    Array.from({ length: keys }, (_, key) => {
      const items: number[] = [];
      eachOf(lists, key, (item) => items.push(item));
      if (lists.countOf(key) !== items.length) throw new Error('counted wrongly');
      if (lists.at(key, items.length - 1) !== (items.at(-1) ?? -1)) throw new Error('found wrongly');
      return items;
    });
  const accounts = population.accountCount;
  return {
    linksOf: read(index.linksOf, accounts),
    eventsOf: read(index.eventsOf, accounts),
    heldBy: read(index.heldBy, accounts),
    holdersOf: read(index.holdersOf, identifiers.kind.length),
    linksTo: read(index.linksTo, columns.entities.length),
    actsOn: read(index.actsOn, columns.entities.length),
  };
}

/** Target and type → count, first and last. */
function livesIn({ view: { targets } }: KeptMarket): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, readonly unknown[]>();
  targets.placeOf.forEach((place, entity) => {
    for (const [type, lives] of Object.entries(targets.lives)) {
      const life = [lives.count[place], lives.firstMs[place], lives.lastMs[place]];
      if ((life[0] ?? 0) > 0) found.set(`${entity} ${type}`, life);
    }
  });
  return found;
}

function expectSame(kept: KeptMarket, records: Records): KeptMarket {
  const { columns } = marketOf(records);
  const fresh = read(columns);
  const advanced = advanceMarket(kept, readOverview(columns), HABITS);
  if (!advanced) throw new Error('not carried over');
  expect(listsIn(advanced)).toEqual(listsIn(fresh));
  expect(advanced.view.index.linesOf).toEqual(fresh.view.index.linesOf);
  expect(livesIn(advanced)).toEqual(livesIn(fresh));
  expect(advanced.sight.prints).toEqual(fresh.sight.prints);
  expect(advanced.sight.rows).toEqual(fresh.sight.rows);
  expect(advanced.sight.hasher.names).toEqual(fresh.sight.hasher.names);
  expect([...advanced.sight.id]).toEqual([...fresh.sight.id]);
  const standings = standingsOf(kept);
  const { rows, ...changed } = changesByMoves(standings, kept, advanced);
  const { rows: looked, ...found } = changedSince(seeAccounts(kept.sight, standings), fresh.view, fresh.sight);
  expect(changed).toEqual(found);
  for (const which of ['links', 'events', 'unexplained'] as const) {
    const others = new Set(looked[which]);
    expect([...rows[which]].filter((row) => !others.has(row))).toEqual([]);
  }
  // Looking for them takes a row now and then that was there, and shares a slot with one that changed or says what one says.
  for (const which of ['link', 'event'] as const) {
    const told = new Set(rows[`${which}s`]);
    const before = new Set<number>();
    for (let row = 0; row < kept.view.columns[`${which}s`].length; row++) before.add(kept.sight.hasher[which](row));
    const more = looked[`${which}s`].filter((row) => !told.has(row));
    expect([...more].filter((row) => !before.has(fresh.sight.hasher[which](row)))).toEqual([]);
  }
  return advanced;
}

describe('a market that is carried over is the one that would be read', () => {
  const { records, columns } = editedMarket('small');

  it.each(Object.keys(EDITS) as Edit[])('after %s', (edit) => {
    const random = seeded(edit.length);
    const next = EDITS[edit](records, random);
    expect(next).not.toEqual(records);
    expectSame(read(columns), next);
  });

  it('after many changes, time and again, each from the one before', () => {
    const random = seeded(11);
    let [kept, now] = [read(columns), records];
    for (let round = 0; round < 4; round++) {
      for (const edit of Object.values(EDITS)) now = edit(now, random);
      kept = expectSame(kept, now);
    }
  });

  it('is the same where nothing changed', () => {
    const { view, sight } = expectSame(read(columns), records);
    expect(changesByMoves(standingsOf({ view, sight }), { view, sight }, advanced(view, sight)).touched).toHaveLength(
      0,
    );
  });

  const advanced = (view: KeptMarket['view'], sight: KeptMarket['sight']) => {
    const now = advanceMarket({ view, sight }, readOverview(columns), HABITS);
    if (!now) throw new Error('not carried over');
    return now;
  };

  it('is given up where too much changed', () => {
    const half = records.filter((row, i) => row.record === 'entity' || i % 2 === 0);
    expect(advanceMarket(read(columns), readOverview(marketOf(half).columns), HABITS)).toBeNull();
  });
});

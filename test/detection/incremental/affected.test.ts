/** Whom a batch of records concerns, told from what an earlier run saw and which communities and rings it found. */
import { describe, expect, it } from 'vitest';
import { findAffected } from '../../../server/src/detection/incremental/affected.ts';
import { type MarketView, readView } from '../../../server/src/detection/incremental/market-view.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import {
  changedSince,
  look,
  type Standings,
  seeAccounts,
} from '../../../server/src/detection/incremental/seen-accounts.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { ENTITY_KIND_LIST } from '../../../server/src/domain/ontology.ts';
import {
  type EventInput,
  type GraphInput,
  type Key,
  type LinkInput,
  toGraphColumns,
} from '../../support/graph-columns.ts';

const norms = {
  caps: new Float64Array(ENTITY_KIND_LIST.length).fill(50),
  universe: { persons: 1_000, identifiers: 1_000 },
  synchrony: { profiles: {}, persons: 1_000, moments: 1_000, deeds: 1_000, accepted: 0.001 },
  clocks: { events: {}, registrations: {}, firstSights: {} },
};

const uses = (who: string, device: string): LinkInput => ({
  ...{ type: 'USES_DEVICE', from: `Buyer:${who}`, to: `Device:${device}`, at: '2026-02-20T10:00:00Z' },
});
const order = (who: string, at: string) => ({
  ...({ type: 'ORDER', from: `Buyer:${who}`, to: 'Seller:s', amount: '10', currency: 'USD' } as const),
  ...{ id: `${who}${at}`, orderId: `${who}${at}`, at: `2026-03-${at}T10:00:00Z` },
});
const market = (links: readonly LinkInput[], events: GraphInput['events'] = []): GraphInput => ({
  entities: [...'abcdefghs'].map((id) => ({ key: (id === 's' ? `Seller:${id}` : `Buyer:${id}`) as Key })),
  links,
  events,
});

/** a and b are one community, c and d another, e and f hold a device each and are in none, as is everybody else. */
const links = [uses('a', 'ab'), uses('b', 'ab'), uses('c', 'cd'), uses('d', 'cd'), uses('e', 'e'), uses('f', 'f')];
/** b has been to the shop. */
const bought = [order('b', '09')];
const COMMUNITIES: Readonly<Record<string, number>> = { a: 0, b: 0, c: 1, d: 1 };

/** `nearness`: of everybody before; where it is not given, all might be rings. */
const standings = (community: Int32Array, nearness = 100): Standings => ({
  community,
  nearness: new Float32Array(community.length).fill(nearness),
  waiting: new Uint8Array(community.length),
});

type Found = { readonly inside: string; readonly close: string };
type Told = Found & { readonly fates: readonly string[] };
function affected(before: GraphInput, after: GraphInput, rings: readonly string[] = [], nearness = 100): Found {
  const { inside, close } = concerned(before, after, rings, nearness);
  return { inside, close };
}
function concerned(
  before: GraphInput,
  after: GraphInput,
  rings: readonly string[],
  nearness = 100,
  leads: readonly string[] = [],
): Told {
  const [old, now] = [before, after].map(view) as [MarketView, MarketView];
  const communities = Int32Array.from(idsOf(old), (id) => COMMUNITIES[id] ?? -1);
  const changed = changedSince(seeAccounts(look(old), standings(communities, nearness)), now, look(now));
  const ids = idsOf(now);
  const [members, told] = [rings, leads].map((some) =>
    some.map((one) => Int32Array.from(one, (id) => ids.indexOf(id))),
  ) as [Int32Array[], Int32Array[]];
  const found = findAffected({ view: now, parameters: DEFAULT_PARAMETERS, norms }, changed, {
    rings: members,
    leads: told,
  });
  const named = (marks: Uint8Array) => ids.filter((_, account) => marks[account] === 1).join('');
  expect(found.count).toBe(named(found.close).length);
  return { inside: named(found.inside), close: named(found.close), fates: found.fates };
}
const view = (input: GraphInput): MarketView => readView(readOverview(toGraphColumns(input)), norms.clocks.events);
const idsOf = ({ columns, population }: MarketView): string[] =>
  Array.from(population.entityOf, (entity) => columns.entities.id.at(entity) ?? '');

describe('a batch concerns', () => {
  it('nobody where nothing changed', () =>
    expect(affected(market(links), market(links))).toEqual({ inside: '', close: '' }));

  it('the community of whoever did something with somebody another of it had to do with, and no other', () => {
    expect(affected(market(links, bought), market(links, [...bought, order('a', '01')]))).toEqual({
      inside: 'ab',
      close: 'ab',
    });
    const both = [order('a', '01'), order('b', '01')];
    expect(affected(market(links), market(links, both)).close).toBe('ab');
    expect(affected(market(links), market(links, [{ ...order('a', '01'), to: 'Buyer:b' }])).close).toBe('ab');
  });

  it('nobody where one bought at a shop of which nobody else of the community knows, however near to a ring', () => {
    expect(affected(market(links), market(links, [order('a', '01')])).inside).toBe('');
    expect(affected(market(links, bought), market(links, [...bought, order('c', '01')])).inside).toBe('');
  });

  it('the community of whoever was refunded or refused, whoever else knows of the shop', () => {
    const [refund, refused] = [{ type: 'REFUND' }, { failed: true }].map((other) => [
      { ...order('a', '01'), ...other } as EventInput,
    ]);
    for (const events of [refund, refused]) expect(affected(market(links), market(links, events)).close).toBe('ab');
  });

  it('nobody by a device of one’s own, but by a card or an address of one’s own the community', () => {
    const with_ = (type: string, to: string): GraphInput =>
      market([...links, { ...uses('a', 'x'), type, to } as LinkInput]);
    expect(affected(market(links), with_('USES_DEVICE', 'Device:x')).inside).toBe('');
    expect(affected(market(links), with_('PAYS_WITH', 'PaymentInstrument:x')).close).toBe('ab');
    expect(affected(market(links), with_('HAS_ADDRESS', 'Address:x')).close).toBe('ab');
  });

  it('nobody where only strangers did something whom nothing ties to anybody', () =>
    expect(affected(market(links), market(links, [order('e', '01')])).inside).toBe(''));

  it('no community that is nowhere near a ring where few did something, and one where many did', () => {
    const days = ['01', '02', '03', '04', '05'];
    const grown = (count: number) => market(links, [...bought, ...days.slice(0, count).map((day) => order('a', day))]);
    expect(affected(grown(0), grown(1), [], 0).inside).toBe('');
    expect(affected(grown(0), grown(1), [], 16).inside).toBe('ab');
    expect(affected(grown(0), grown(5), [], 0).inside).toBe('ab');
  });

  it('whoever comes to hold what somebody holds, however far from a ring, and not who holds it alone', () => {
    expect(affected(market(links), market([...links, uses('a', 'new')]), [], 0).inside).toBe('');
    expect(affected(market(links), market([...links, uses('e', 'cd')]), [], 0).close).toBe('e');
    expect(affected(market(links), market([...links, uses('a', 'e')]), [], 0).close).toBe('ab');
  });

  it('the community of whoever was banned, however far from a ring', () => {
    const ban = { ...{ type: 'ENFORCEMENT', id: 'x', from: 'Buyer:a', to: 'Buyer:a' }, at: '2026-03-01T10:00:00Z' };
    expect(affected(market(links), market(links, [ban as EventInput]), [], 0).close).toBe('ab');
  });

  it('a stranger who comes to hold what a community holds, with that community, which is a neighbour', () =>
    expect(affected(market(links), market([...links, uses('e', 'cd')]))).toEqual({ inside: 'cde', close: 'e' }));

  it('who holds the identifier that changed hands, not who holds another of the same account', () => {
    const town = [...links, uses('e', 'f')];
    expect(affected(market(town), market([...town, uses('e', 'g'), uses('g', 'g')])).inside).toBe('eg');
  });

  it('who holds anything of an account that lost a tie, since what it lost is not to be seen', () => {
    const town = [...links, uses('e', 'f'), uses('e', 'g')];
    const without = town.filter(({ from, to }) => from !== 'Buyer:e' || to !== 'Device:g');
    expect(affected(market(town), market(without)).inside).toBe('ef');
    const instead = [...without, uses('e', 'h'), uses('h', 'h')];
    expect(affected(market(town), market(instead)).inside).toBe('efh');
  });

  it('who holds an identifier that was seen again', () => {
    const again = links.map((link) => (link.from === 'Buyer:e' ? { ...link, at: '2026-02-25T10:00:00Z' } : link));
    const town = [...links, uses('g', 'e')];
    expect(affected(market(town), market([...again, uses('g', 'e')]))).toEqual({ inside: 'eg', close: 'e' });
  });

  it('nobody by an identifier so many hold that it ties no pair', () => {
    const crowd = [...'abcdefgh'].map((id) => uses(id, 'all'));
    const few = { ...norms, caps: new Float64Array(ENTITY_KIND_LIST.length).fill(3) };
    const [old, now] = [market(crowd.slice(1)), market(crowd)].map(view);
    if (!old || !now) throw new Error('two were given');
    const changed = changedSince(seeAccounts(look(old), standings(new Int32Array(9).fill(-1))), now, look(now));
    const count = (caps: typeof norms) =>
      findAffected({ view: now, parameters: DEFAULT_PARAMETERS, norms: caps }, changed, {
        rings: [],
        leads: [],
      }).inside.filter(Boolean).length;
    expect([count(few), count(norms)]).toEqual([0, 8]);
  });

  it('the ring of whoever did something, with the communities of its members', () => {
    const now = market(links, [order('e', '01')]);
    expect(affected(market(links), now, ['ec', 'fg'])).toEqual({ inside: 'cde', close: 'cde' });
  });

  it('the ring whose identifier a stranger comes to hold, and whoever shares anything with its members', () => {
    const town = [...links, uses('f', 'cd'), uses('g', 'f')];
    const found = affected(market(town), market([...town, uses('h', 'cd')]), ['cf']);
    expect(found).toEqual({ inside: 'cdfgh', close: 'cdfh' });
    expect(affected(market(town), market([...town, uses('h', 'cd')])).close).toBe('h');
  });

  it('a ring whose members only did something, to be told of with its members around and nobody computed', () => {
    const now = market(links, [order('e', '01'), order('h', '01')]);
    expect(concerned(market(links), now, ['ecg', 'fgd'])).toEqual({
      inside: 'ceg',
      close: '',
      fates: ['TOLD', 'STANDS'],
    });
  });

  it('the group of a lead of whom somebody did anything, and no other lead', () => {
    const now = market(links, [order('e', '01')]);
    expect(concerned(market(links), now, [], 0, ['ec', 'fg'])).toEqual({ inside: 'cde', close: 'cde', fates: [] });
  });

  it('a ring of which a member is computed for another’s sake, to be told of whole', () => {
    const now = market([...links, uses('e', 'f')]);
    // e, whose tie changed, brings c of the same ring, c its community, and d of that is in another ring.
    expect(concerned(market(links), now, ['ecg', 'dhb'])).toEqual({
      ...{ inside: 'bcdefgh', close: 'cdeg', fates: ['OPEN', 'TOLD'] },
    });
  });

  it('a ring beside what changed hands, to be searched for, and one of which somebody is no more', () => {
    const now = market([...links, uses('h', 'cd')]);
    expect(concerned(market(links), now, ['ceg', 'fab']).fates).toEqual(['SEARCHED', 'STANDS']);
    const entities = now.entities.filter(({ key }) => key !== 'Buyer:g');
    expect(concerned(market(links), { ...market(links), entities }, ['ceg', 'fab']).fates).toEqual(['OPEN', 'STANDS']);
  });

  it('the community of an account that is no more, and all accounts of a person', () => {
    const person: LinkInput = { type: 'SAME_PERSON', from: 'Buyer:c', to: 'Buyer:h' };
    const gone = market([...links.slice(1), person]);
    const entities = gone.entities.filter(({ key }) => key !== 'Buyer:a');
    expect(affected(market([...links, person]), { ...gone, entities })).toEqual({ inside: 'b', close: 'b' });
    const events = [order('d', '09')];
    expect(affected({ ...gone, events }, { ...gone, events: [...events, order('c', '01')] }).inside).toBe('cdh');
  });
});

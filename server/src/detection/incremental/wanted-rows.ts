/**
 * Which rows computing some accounts reads: their own and their possible partners', all holders of what these hold, and
 * what wanted-events.ts adds.
 */
import { ENTITY_KIND_LIST, kindEntry, LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { HARD_LINKS } from '../hard-links.ts';
import type { MarketNorms } from '../norms.ts';
import { linkCode } from '../population.ts';
import { SCOPE } from '../scope.ts';
import type { MarketView } from './market-view.ts';
import type { Popularity } from './moments-in-common.ts';
import type { KeptRows } from './pick-rows.ts';
import { eachOf } from './row-lists.ts';
import { type Marks, wantedEvents } from './wanted-events.ts';

/** Persons have more sightings than one: a hub with this share of insiders among its sightings may have half. */
const MOSTLY_INSIDE = 1 / 8;

type Measures = Popularity & { readonly norms: Pick<MarketNorms, 'caps'> };

/** `scope`: account → SCOPE. */
export function wantedRows(view: MarketView, scope: Uint8Array, measures: Measures): KeptRows {
  const identifiers = wantedIdentifiers(view, scope, measures.norms.caps);
  const events = wantedEvents(view, { scope, identifiers }, measures);
  const links = new Uint8Array(view.columns.links.length);
  const entities = new Uint8Array(view.columns.entities.length);
  keepAccounts(view, scope, entities);
  keepEventEnds(view, events, entities);
  keepLinks(view, { scope, identifiers }, { links, entities });
  keepOffers(view, { links, entities });
  keepPersons(view, { links, entities });
  return { entities, links, events };
}

/** What they hold, and what else the holders of a hub among it hold, where most of those are inside. */
function wantedIdentifiers(view: MarketView, scope: Uint8Array, caps: Float64Array): ReadonlySet<number> {
  const { index, identifiers } = view;
  const wanted = new Set<number>();
  const holdBy = (account: number): void => eachOf(index.heldBy, account, (identifier) => wanted.add(identifier));
  scope.forEach((part, account) => {
    if (part !== SCOPE.outside) holdBy(account);
  });
  const isCrowded = (identifier: number): boolean => {
    const all = index.holdersOf.countOf(identifier);
    if (all <= (caps[identifiers.kind[identifier] ?? 0] ?? 0)) return false;
    let own = 0;
    eachOf(index.holdersOf, identifier, (account) => {
      if ((scope[account] ?? 0) >= SCOPE.around) own++;
    });
    return own > 1 && own >= all * MOSTLY_INSIDE;
  };
  for (const identifier of [...wanted].filter(isCrowded)) {
    eachOf(index.holdersOf, identifier, holdBy);
  }
  return wanted;
}

function keepAccounts({ population }: MarketView, scope: Uint8Array, entities: Uint8Array): void {
  for (let a = 0; a < scope.length; a++) if (scope[a] !== SCOPE.outside) entities[population.entityOf[a] ?? 0] = 1;
}

function keepEventEnds({ columns }: MarketView, kept: Uint8Array, entities: Uint8Array): void {
  const { events } = columns;
  const ends = [events.from, events.to, ...new Set(Object.values(events.references))];
  for (let e = 0; e < kept.length; e++) {
    if (kept[e] === 0) continue;
    for (const column of ends) if ((column[e] ?? -1) >= 0) entities[column[e] ?? 0] = 1;
  }
}

type Keeping = { readonly links: Uint8Array; readonly entities: Uint8Array };

/** Of the accounts themselves, and to what is wanted of identifiers. */
function keepLinks(view: MarketView, { scope, identifiers }: Marks, keeping: Keeping): void {
  const { index, columns, population } = view;
  const { from, to } = columns.links;
  const keep = (l: number): void => keepLink(view, keeping, l);
  for (const identifier of identifiers) eachOf(index.linksTo, view.identifiers.entityOf[identifier] ?? 0, keep);
  for (let account = 0; account < scope.length; account++) {
    if (scope[account] === SCOPE.outside) continue;
    const entity = population.entityOf[account] ?? 0;
    eachOf(index.linksOf, account, (l) => {
      if (from[l] === entity || to[l] === entity) keep(l);
    });
  }
}

function keepLink({ columns: { links } }: MarketView, kept: Keeping, link: number): void {
  kept.links[link] = 1;
  kept.entities[links.from[link] ?? 0] = 1;
  kept.entities[links.to[link] ?? 0] = 1;
}

/** Of a thing that is kept, whoever offers it: the first of them is the owner. */
function keepOffers(view: MarketView, keeping: Keeping): void {
  const { columns, index } = view;
  const offers = [linkCode('SELLS'), linkCode('PUBLISHED')];
  const isThing = ENTITY_KIND_LIST.map((kind) => kindEntry(kind).class === 'thing');
  for (let entity = 0; entity < columns.entities.length; entity++) {
    if (keeping.entities[entity] !== 1 || !isThing[columns.entities.kind[entity] ?? 0]) continue;
    eachOf(index.linksTo, entity, (l) => {
      if (offers.includes(columns.links.type[l] ?? 0)) keepLink(view, keeping, l);
    });
  }
}

/** All accounts of a person of whom one is kept, and what makes them one. */
function keepPersons(view: MarketView, { links, entities }: Keeping): void {
  const { entityOf, personOffsets, personAccounts, personCount, accountCount } = view.population;
  if (personCount === accountCount) return;
  const { type, to, from } = view.columns.links;
  const makesOne = LINK_TYPE_LIST.map((name) => HARD_LINKS.includes(name));
  for (let person = 0; person < personCount; person++) {
    const accounts = personAccounts.subarray(personOffsets[person] ?? 0, personOffsets[person + 1] ?? 0);
    if (accounts.length < 2 || !accounts.some((account) => entities[entityOf[account] ?? 0] === 1)) continue;
    for (const account of accounts) {
      const entity = entityOf[account] ?? 0;
      entities[entity] = 1;
      eachOf(view.index.linksOf, account, (l) => {
        if (from[l] !== entity || !makesOne[type[l] ?? 0]) return;
        links[l] = 1;
        entities[to[l] ?? 0] = 1;
      });
    }
  }
}

/**
 * Which rows computing some accounts reads: their own and their possible partners', all holders of what these hold, and
 * what wanted-events.ts adds.
 */
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { HARD_LINKS } from '../hard-links.ts';
import type { MarketNorms } from '../norms.ts';
import { linkCode } from '../population.ts';
import { SCOPE } from '../scope.ts';
import type { InCommon, Popularity } from './moments-in-common.ts';
import type { Holdings, Overview } from './overview.ts';
import type { KeptRows } from './pick-rows.ts';
import { type Marks, wantedEvents } from './wanted-events.ts';

/** Persons have more sightings than one: a hub with this share of insiders among its sightings may have half. */
const MOSTLY_INSIDE = 1 / 8;

export type WantedRows = KeptRows & Pick<InCommon, 'lives' | 'placeOf'>;
type Measures = Popularity & { readonly norms: Pick<MarketNorms, 'caps'> };

/** `scope`: account → SCOPE. */
export function wantedRows(overview: Overview, scope: Uint8Array, measures: Measures): WantedRows {
  const identifiers = wantedIdentifiers(overview, scope, measures.norms.caps);
  const { kept: events, ...done } = wantedEvents(overview, { scope, identifiers }, measures);
  const links = new Uint8Array(overview.columns.links.length);
  const entities = new Uint8Array(overview.columns.entities.length);
  keepAccounts(overview, scope, entities);
  keepEventEnds(overview, events, entities);
  keepLinks(overview, { scope, identifiers }, { links, entities });
  keepPersons(overview, { links, entities });
  return { entities, links, events, ...done };
}

/** What they hold, and what else the holders of a hub among it hold, where most of those are inside. */
function wantedIdentifiers({ identifiers, holdings }: Overview, scope: Uint8Array, caps: Float64Array): Uint8Array {
  const { row, column } = holdings;
  const count = identifiers.kind.length;
  const wanted = new Uint8Array(count);
  const sightings = new Int32Array(count);
  const inside = new Int32Array(count);
  for (let i = 0; i < row.length; i++) {
    const identifier = column[i] ?? 0;
    const part = scope[row[i] ?? 0];
    sightings[identifier] = (sightings[identifier] ?? 0) + 1;
    if (part !== SCOPE.outside) wanted[identifier] = 1;
    if ((part ?? 0) >= SCOPE.around) inside[identifier] = (inside[identifier] ?? 0) + 1;
  }
  addCrowds({ row, column }, wanted, (identifier) => {
    const all = sightings[identifier] ?? 0;
    const own = inside[identifier] ?? 0;
    return own > 1 && own >= all * MOSTLY_INSIDE && all > (caps[identifiers.kind[identifier] ?? 0] ?? 0);
  });
  return wanted;
}

/** All that the holders of some identifiers hold. */
function addCrowds({ row, column }: Holdings, wanted: Uint8Array, isCrowded: (identifier: number) => boolean): void {
  const crowd = new Set<number>();
  for (let i = 0; i < row.length; i++) if (isCrowded(column[i] ?? 0)) crowd.add(row[i] ?? 0);
  for (let i = 0; i < row.length; i++) if (crowd.has(row[i] ?? 0)) wanted[column[i] ?? 0] = 1;
}

function keepAccounts({ population }: Overview, scope: Uint8Array, entities: Uint8Array): void {
  for (let a = 0; a < scope.length; a++) if (scope[a] !== SCOPE.outside) entities[population.entityOf[a] ?? 0] = 1;
}

function keepEventEnds({ columns }: Overview, kept: Uint8Array, entities: Uint8Array): void {
  const { events } = columns;
  const references = Object.values(events.references).filter((column) => column.some((entity) => entity >= 0));
  for (let e = 0; e < kept.length; e++) {
    if (kept[e] === 0) continue;
    entities[events.from[e] ?? 0] = 1;
    entities[events.to[e] ?? 0] = 1;
    for (const column of references) if ((column[e] ?? -1) >= 0) entities[column[e] ?? 0] = 1;
  }
}

type Keeping = { readonly links: Uint8Array; readonly entities: Uint8Array };

/** Of a thing that comes into it, whoever offers it: the first of them is the owner. */
function keepLinks(overview: Overview, { scope, identifiers }: Marks, { links, entities }: Keeping): void {
  const { type, from, to } = overview.columns.links;
  const { accountOf } = overview.population;
  const { identifierOf } = overview.identifiers;
  const isIn = (entity: number): boolean => {
    const account = accountOf[entity] ?? -1;
    return account >= 0 && scope[account] !== SCOPE.outside;
  };
  const offers = [linkCode('SELLS'), linkCode('PUBLISHED')];
  const keep = (l: number): void => {
    links[l] = 1;
    entities[from[l] ?? 0] = 1;
    entities[to[l] ?? 0] = 1;
  };
  for (let l = 0; l < links.length; l++) {
    const end = to[l] ?? 0;
    if (identifiers[identifierOf[end] ?? -1] === 1 || isIn(from[l] ?? 0) || isIn(end)) keep(l);
  }
  for (let l = 0; l < links.length; l++) {
    if (entities[to[l] ?? 0] === 1 && offers.includes(type[l] ?? 0)) keep(l);
  }
}

/** All accounts of a person of whom one is kept, and what makes them one. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one hot loop over typed arrays; every index check counts
function keepPersons({ columns, population }: Overview, { links, entities }: Keeping): void {
  const { accountOf, entityOf, personOf, personCount, accountCount } = population;
  if (personCount === accountCount) return;
  const persons = new Set<number>();
  const isKept = (entity: number): boolean => entities[entity] === 1;
  for (let a = 0; a < accountCount; a++) if (isKept(entityOf[a] ?? 0)) persons.add(personOf[a] ?? 0);
  for (let a = 0; a < accountCount; a++) if (persons.has(personOf[a] ?? 0)) entities[entityOf[a] ?? 0] = 1;
  const makesOne = LINK_TYPE_LIST.map((type) => HARD_LINKS.includes(type));
  const roles = new Int32Array(personCount);
  for (const person of personOf) roles[person] = (roles[person] ?? 0) + 1;
  const { type, from, to } = columns.links;
  for (let l = 0; l < links.length; l++) {
    if (!makesOne[type[l] ?? 0]) continue;
    const person = personOf[accountOf[from[l] ?? 0] ?? -1] ?? -1;
    if (!persons.has(person) || (roles[person] ?? 0) < 2) continue;
    links[l] = 1;
    entities[to[l] ?? 0] = 1;
  }
}

/**
 * What the columns say of each account, as two numbers: one changes with any row that names the account, a thing of
 * theirs or an identifier they hold. The sum of the hashes of rows, so that their order is nothing.
 */
import type { Overview } from './overview.ts';
import { finish, halvesOf, hashRows, hashTexts, mix, mixAmount, mixNumber, type RowHashes } from './row-hashes.ts';

/** Account → number: of what ties it to others (links, parcels, what it is known for), and of all the rest. */
export type Fingerprints = { readonly ties: Float64Array; readonly deeds: Float64Array };

export function readFingerprints(overview: Overview, rows: RowHashes = hashRows(overview.columns)): Fingerprints {
  const { accountCount } = overview.population;
  const prints = { ties: new Float64Array(accountCount), deeds: new Float64Array(accountCount) };
  addEntities(overview, prints);
  eachEndOfLinks(overview, (account, link) => {
    add(prints.ties, account, rows.ties[link]);
    add(prints.deeds, account, rows.links[link]);
  });
  eachEndOfEvents(overview, (account, event) =>
    add(isTie(overview, event) ? prints.ties : prints.deeds, account, rows.events[event]),
  );
  return prints;
}

function add(prints: Float64Array, account: number, hash = 0): void {
  prints[account] = (prints[account] ?? 0) + (hash >>> 0);
}

/** A parcel to an address ties like a link. */
export const isTie = ({ columns, identifiers }: Overview, event: number): boolean =>
  (identifiers.identifierOf[columns.events.to[event] ?? 0] ?? -1) >= 0;

/** Account and link, for each account that it names or that owns what it names. */
export function eachEndOfLinks(overview: Overview, visit: Visit): void {
  for (let l = 0; l < overview.columns.links.length; l++) eachEndOfLink(overview, l, visit);
}

export function eachEndOfLink({ columns, population, ends }: Overview, link: number, visit: Visit): void {
  const { from, to } = columns.links;
  const { accountOf } = population;
  const own = accountOf[from[link] ?? 0] ?? -1;
  const account = own >= 0 ? own : (ends.ownerOf[from[link] ?? 0] ?? -1);
  const other = accountOf[to[link] ?? 0] ?? -1;
  if (account >= 0) visit(account, link);
  if (other >= 0) visit(other, link);
}

/** Account and event, for each that it concerns; once where who acts is at both ends. */
export function eachEndOfEvents(overview: Overview, visit: Visit): void {
  for (let e = 0; e < overview.ends.actor.length; e++) eachEndOfEvent(overview, e, visit);
}

export function eachEndOfEvent({ ends }: Overview, event: number, visit: Visit): void {
  const by = ends.actor[event] ?? -1;
  const other = ends.counterparty[event] ?? -1;
  const third = ends.credited[event] ?? -1;
  if (by >= 0) visit(by, event);
  if (other >= 0 && other !== by) visit(other, event);
  if (third >= 0) visit(third, event);
}

type Visit = (account: number, row: number) => void;

function addEntities({ columns: { entities, currencies }, population }: Overview, prints: Fingerprints): void {
  const unsettled = halvesOf(entities.unsettled);
  const reserved = halvesOf(entities.reserved);
  const markets = hashTexts(entities.markets);
  const currency = hashTexts(currencies);
  for (let a = 0; a < population.accountCount; a++) {
    const e = population.entityOf[a] ?? 0;
    add(prints.ties, a, finish(mix(entities.status[e] ?? 0, entities.riskLabel[e] ?? 255)));
    let hash = markets[entities.market[e] ?? -1] ?? 0;
    hash = mixNumber(hash, entities.createdAt[e] ?? 0);
    hash = mixAmount(mixAmount(hash, unsettled, e), reserved, e);
    hash = mix(mix(hash, entities.balanceScale[e] ?? 0), currency[entities.balanceCurrency[e] ?? -1] ?? 0);
    add(prints.deeds, a, finish(hash));
  }
}

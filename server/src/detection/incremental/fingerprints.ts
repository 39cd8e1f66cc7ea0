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
export function eachEndOfLinks({ columns, population, ends }: Overview, visit: Visit): void {
  const { from, to, length } = columns.links;
  const { accountOf } = population;
  for (let l = 0; l < length; l++) {
    const own = accountOf[from[l] ?? 0] ?? -1;
    const account = own >= 0 ? own : (ends.ownerOf[from[l] ?? 0] ?? -1);
    const other = accountOf[to[l] ?? 0] ?? -1;
    if (account >= 0) visit(account, l);
    if (other >= 0) visit(other, l);
  }
}

/** Account and event, for each that it concerns; once where who acts is at both ends. */
export function eachEndOfEvents({ ends }: Overview, visit: Visit): void {
  const { actor, counterparty, credited } = ends;
  for (let e = 0; e < actor.length; e++) {
    const by = actor[e] ?? -1;
    const other = counterparty[e] ?? -1;
    const third = credited[e] ?? -1;
    if (by >= 0) visit(by, e);
    if (other >= 0 && other !== by) visit(other, e);
    if (third >= 0) visit(third, e);
  }
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

/**
 * What the columns say of each account, as two numbers: one changes with any row that names the account, a thing of
 * theirs or an identifier they hold. The sum of the hashes of rows, so that their order is nothing.
 */
import type { GraphColumns } from '../columns.ts';
import { filled } from '../graph/filled.ts';
import type { Overview } from './overview.ts';
import { finish, halvesOf, hashAllRows, hashTexts, mix, mixAmount, mixNumber } from './row-hashes.ts';
import { addHashes, type SeenRows, slotsFor } from './seen-rows.ts';

/** Account → number: of what ties it to others (links, parcels, what it is known for), and of all the rest. */
export type Fingerprints = { readonly ties: Float64Array; readonly deeds: Float64Array };

/** Sums: of what accounts say and is said of them, and of rows. */
export type Impressions = { readonly prints: Fingerprints; readonly rows: SeenRows };

export function readImpressions(overview: Overview, hasher = hashAllRows(overview.columns)): Impressions {
  const { columns, population } = overview;
  const { accountCount } = population;
  const impressions = {
    prints: { ties: new Float64Array(accountCount), deeds: new Float64Array(accountCount) },
    rows: slotsFor(hashesOf(columns)),
  };
  const add = createAdder(overview, impressions.prints);
  const [links, events] = [columns.links.length, columns.events.length];
  for (let a = 0; a < accountCount; a++) add.account(a);
  // One thing after the other: loops that do one thing wait for memory less.
  const ties = filled(new Int32Array(links), hasher.tie);
  for (let l = 0; l < links; l++) add.tie(l, ties[l] ?? 0);
  const whole = filled(new Int32Array(links), hasher.link);
  for (let l = 0; l < links; l++) add.link(l, whole[l] ?? 0);
  const acts = filled(new Int32Array(events), hasher.event);
  for (let e = 0; e < events; e++) add.event(e, acts[e] ?? 0);
  for (const hashes of [ties, whole, acts]) addHashes(impressions.rows, hashes);
  return impressions;
}

/** How many hashes the rows of these columns have. */
export const hashesOf = ({ links, events }: GraphColumns): number => 2 * links.length + events.length;

/** What accounts and rows say is added to the sums of accounts; with a sign of −1 it is taken out again, exactly: sums are whole numbers. */
export function createAdder(overview: Overview, { ties, deeds }: Fingerprints, sign = 1) {
  const { actor, counterparty, credited } = overview.ends;
  const hashAccount = createAccountHasher(overview);
  const addTo = (sums: Float64Array, account: number, hash: number): void => {
    if (account >= 0) sums[account] = (sums[account] ?? 0) + sign * (hash >>> 0);
  };
  return {
    account: (account: number): void => {
      const { standing, rest } = hashAccount(account);
      addTo(ties, account, standing);
      addTo(deeds, account, rest);
    },
    tie: (link: number, hash: number): void => {
      addTo(ties, accountFrom(overview, link), hash);
      addTo(ties, accountTo(overview, link), hash);
    },
    link: (link: number, hash: number): void => {
      addTo(deeds, accountFrom(overview, link), hash);
      addTo(deeds, accountTo(overview, link), hash);
    },
    event: (event: number, hash: number): void => {
      const sums = isTie(overview, event) ? ties : deeds;
      const by = actor[event] ?? -1;
      const other = counterparty[event] ?? -1;
      addTo(sums, by, hash);
      if (other !== by) addTo(sums, other, hash);
      addTo(sums, credited[event] ?? -1, hash);
    },
  };
}

/** A parcel to an address ties like a link. */
export const isTie = ({ columns, identifiers }: Overview, event: number): boolean =>
  (identifiers.identifierOf[columns.events.to[event] ?? 0] ?? -1) >= 0;

type Visit = (account: number, row: number) => void;

/** Account and link, for each account that it names or that owns what it names. */
export function eachEndOfLink(overview: Overview, link: number, visit: Visit): void {
  const account = accountFrom(overview, link);
  const other = accountTo(overview, link);
  if (account >= 0) visit(account, link);
  if (other >= 0) visit(other, link);
}

export function accountFrom({ columns, population, ends }: Overview, link: number): number {
  const from = columns.links.from[link] ?? 0;
  const own = population.accountOf[from] ?? -1;
  return own >= 0 ? own : (ends.ownerOf[from] ?? -1);
}

const accountTo = ({ columns, population }: Overview, link: number): number =>
  population.accountOf[columns.links.to[link] ?? 0] ?? -1;

/** Account and event, for each that it concerns; once where who acts is at both ends. */
export function eachEndOfEvent({ ends }: Overview, event: number, visit: Visit): void {
  const by = ends.actor[event] ?? -1;
  const other = ends.counterparty[event] ?? -1;
  const third = ends.credited[event] ?? -1;
  if (by >= 0) visit(by, event);
  if (other >= 0 && other !== by) visit(other, event);
  if (third >= 0) visit(third, event);
}

/** Hashes of how it stands, which ties it to others, and of what else is said of an account itself. */
function createAccountHasher({ columns: { entities, currencies }, population }: Overview) {
  const unsettled = halvesOf(entities.unsettled);
  const reserved = halvesOf(entities.reserved);
  const markets = hashTexts(entities.markets);
  const currency = hashTexts(currencies);
  return (account: number): { readonly standing: number; readonly rest: number } => {
    const e = population.entityOf[account] ?? 0;
    let hash = markets[entities.market[e] ?? -1] ?? 0;
    hash = mixNumber(hash, entities.createdAt[e] ?? 0);
    hash = mixAmount(mixAmount(hash, unsettled, e), reserved, e);
    hash = mix(mix(hash, entities.balanceScale[e] ?? 0), currency[entities.balanceCurrency[e] ?? -1] ?? 0);
    return { standing: finish(mix(entities.status[e] ?? 0, entities.riskLabel[e] ?? 255)), rest: finish(hash) };
  };
}

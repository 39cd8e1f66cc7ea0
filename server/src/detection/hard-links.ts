/**
 * Accounts that are one person beyond reasonable doubt though nobody says so: a buyer, a seller and a creator account
 * verified by one document that also have a payout account, a card or a registration in common, and each identifier is
 * theirs alone. Two accounts of one kind are never one person here: one document behind three shops is what a ring looks
 * like, and a card for two buyers is a couple. Nor is anything merged on an address, a device, an IP address, or on an
 * identifier confirmed as legitimate (a payment agent's account). Source: hard links of arXiv 2512.19061, kept narrow.
 */
import { ENTITY_KIND_LIST, type EntityKind, type LinkType, RISK_LABELS } from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';

const DOCUMENT: EntityKind = 'IdentityDocument';
const NEARLY_CERTAIN: readonly EntityKind[] = [DOCUMENT, 'BusinessRegistration', 'PayoutAccount', 'PaymentInstrument'];
/** What makes accounts one person. */
export const HARD_LINKS: readonly LinkType[] = [
  'SAME_PERSON',
  'VERIFIED_BY',
  'REGISTERED_AS',
  'PAID_OUT_TO',
  'PAYS_WITH',
];
/** One account of each kind there is. */
const MOST_HOLDERS = 3;
const CLEARED = RISK_LABELS.indexOf('confirmedLegitimate');

export type RolePair = readonly [number, number];
type Common = { readonly pair: RolePair; byDocument: boolean; others: number };

/** `accountOf`: position in the entity columns → account. Pairs of accounts, the lower first. */
export function pairsOfRoles(columns: GraphColumns, accountOf: Int32Array): RolePair[] {
  const common = new Map<string, Common>();
  for (const [identifier, holders] of exclusiveIdentifiers(columns)) {
    const isDocument = ENTITY_KIND_LIST[columns.entities.kind[identifier] ?? 0] === DOCUMENT;
    for (const [i, one] of holders.entries()) {
      for (const other of holders.slice(i + 1)) {
        const [a = 0, b = 0] = [accountOf[one] ?? 0, accountOf[other] ?? 0].sort((x, y) => x - y);
        const found = common.get(`${a} ${b}`) ?? { pair: [a, b], byDocument: false, others: 0 };
        if (isDocument) found.byDocument = true;
        else found.others++;
        common.set(`${a} ${b}`, found);
      }
    }
  }
  const certain = [...common.values()].filter(({ byDocument, others }) => byDocument && others > 0);
  return withoutRivals(columns, { accountOf, pairs: certain.map(({ pair }) => pair) });
}

/** Identifiers of two or three actors, each of another kind, with these as positions in the entity columns. */
function exclusiveIdentifiers(columns: GraphColumns): ReadonlyMap<number, readonly number[]> {
  const { entities, links } = columns;
  const sightings = countSightings(columns);
  const holdersOf = new Map<number, number[]>();
  for (let l = 0; l < links.length; l++) {
    const to = links.to[l] ?? 0;
    const count = sightings[to] ?? 0;
    if (count < 2 || count > MOST_HOLDERS) continue;
    const holders = holdersOf.get(to);
    if (holders) holders.push(links.from[l] ?? 0);
    else holdersOf.set(to, [links.from[l] ?? 0]);
  }
  for (const [identifier, holders] of holdersOf) {
    const isOfKind = (kind: number | undefined) => (holder: number) => entities.kind[holder] === kind;
    if (holders.some((one, i) => holders.findIndex(isOfKind(entities.kind[one])) < i)) holdersOf.delete(identifier);
  }
  return holdersOf;
}

/** Entity → links to it, up to one more than may be; 0 for what makes nobody one person. */
function countSightings({ entities, links }: GraphColumns): Uint8Array {
  const isCertain = ENTITY_KIND_LIST.map((kind) => NEARLY_CERTAIN.includes(kind));
  const count = new Uint8Array(entities.length);
  for (let l = 0; l < links.length; l++) {
    const to = links.to[l] ?? 0;
    if (!isCertain[entities.kind[to] ?? 0] || entities.riskLabel[to] === CLEARED) continue;
    count[to] = Math.min(MOST_HOLDERS + 1, (count[to] ?? 0) + 1);
  }
  return count;
}

type Pairs = { readonly accountOf: Int32Array; readonly pairs: readonly RolePair[] };

/** Without the pairs of an account that could as well be one person with two others of a kind. */
function withoutRivals({ entities }: GraphColumns, { accountOf, pairs }: Pairs): RolePair[] {
  if (pairs.length === 0) return [];
  const kindOf = new Map<number, number>();
  const inPairs = new Set(pairs.flat());
  for (let e = 0; e < accountOf.length; e++) {
    if (inPairs.has(accountOf[e] ?? -1)) kindOf.set(accountOf[e] ?? -1, entities.kind[e] ?? 0);
  }
  const partners = new Map<string, number>();
  for (const [a, b] of pairs) {
    for (const key of [`${a} ${kindOf.get(b)}`, `${b} ${kindOf.get(a)}`])
      partners.set(key, (partners.get(key) ?? 0) + 1);
  }
  const hasRivals = (own: number, other: number): boolean => (partners.get(`${own} ${kindOf.get(other)}`) ?? 0) > 1;
  return pairs.filter(([a, b]) => !hasRivals(a, b) && !hasRivals(b, a));
}

/**
 * Accounts that are one person beyond reasonable doubt though nobody says so: a buyer, a seller and a creator account
 * verified by one document that also have a payout account, a card or a registration in common, and each identifier is
 * theirs alone. Two accounts of one kind are never one person here: one document behind three shops is what a ring looks
 * like, and a card for two buyers is a couple. Nor is anything merged on an address, a device, an IP address, or on an
 * identifier confirmed as legitimate (a payment agent's account). Source: hard links of arXiv 2512.19061, kept narrow.
 */
import {
  ENTITY_KIND_LIST,
  type EntityKind,
  kindEntry,
  LINK_TYPE_LIST,
  LINK_TYPES,
  type LinkType,
  RISK_LABELS,
} from '../domain/ontology.ts';
import type { GraphColumns } from './columns.ts';
import { positionsWhere } from './graph/edge-selection.ts';

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
  const { from, to, type, length } = columns.links;
  const telling = positionsWhere(length, (l) => LEADS_TO_CERTAIN[type[l] ?? 0] ?? false);
  const kinds = kindsOfHolders(columns, telling);
  const holdersOf = new Map<number, number[]>();
  for (const l of telling) {
    const identifier = to[l] ?? 0;
    if (!areSeveral(kinds[identifier] ?? 0)) continue;
    const holders = holdersOf.get(identifier) ?? [];
    if (holders.push(from[l] ?? 0) === 1) holdersOf.set(identifier, holders);
  }
  return holdersOf;
}

/** Several holders of one kind, or of no kind of account; or an identifier that makes nobody one person. */
const SPOILT = 0xff;
const ACTOR_KINDS = ENTITY_KIND_LIST.filter((kind) => kindEntry(kind).class === 'actor');
/** Kind code → one bit for each kind of account. */
const HOLDER_BIT = ENTITY_KIND_LIST.map((kind) => {
  const place = ACTOR_KINDS.indexOf(kind);
  return place < 0 ? SPOILT : 1 << place;
});
/** Two bits or more. */
const areSeveral = (kinds: number): boolean => kinds !== SPOILT && (kinds & (kinds - 1)) !== 0;

const IS_CERTAIN = ENTITY_KIND_LIST.map((kind) => NEARLY_CERTAIN.includes(kind));
const LEADS_TO_CERTAIN = LINK_TYPE_LIST.map((type) =>
  (LINK_TYPES[type].to as readonly EntityKind[]).some((kind) => NEARLY_CERTAIN.includes(kind)),
);

/** Entity → the kinds of its holders by these links, as bits, or SPOILT. */
function kindsOfHolders({ entities, links }: GraphColumns, telling: Int32Array): Uint8Array {
  const kinds = new Uint8Array(entities.length);
  for (const l of telling) {
    const to = links.to[l] ?? 0;
    const known = kinds[to] ?? 0;
    const bit = HOLDER_BIT[entities.kind[links.from[l] ?? 0] ?? 0] ?? SPOILT;
    const isOpen = IS_CERTAIN[entities.kind[to] ?? 0] && entities.riskLabel[to] !== CLEARED;
    kinds[to] = isOpen && (known & bit) === 0 ? known | bit : SPOILT;
  }
  return kinds;
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

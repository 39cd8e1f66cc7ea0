/** Honest businesses that share: a shop's staff, the shops of one company, a co-operative with one bank account. */
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import { identifiersOf, type Marketplace, tenureDays } from '../marketplace.ts';
import { dealingsInside } from './dealings.ts';
import { leaveCustomersBehind } from './delivery.ts';
import { type CounterFinder, type IndependentKind, KIND_OF_IDENTIFIER } from './finding.ts';
import { foundOutMembers } from './known-fraud.ts';
import { isReturn } from './returns.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { takeoverBurst } from './takeover.ts';
import { counted, nounOf, percent } from './wording.ts';

const MOST_OF_GROUP = 0.6;
/** Of a shop's orders those of its staff are the smaller part, and staff live by more than their own shop. */
const STAFF_OF_BUSINESS = 0.3;
const STAFF_OF_OWN = 0.8;

/** Who works in a shop uses its handset and its network, and now and then buys there, each with a card of their own. */
export const findStaff: CounterFinder = (marketplace, facts) => {
  if (facts.sellers.length !== 1 || facts.buyers.length < 2) return [];
  const [shop = -1] = facts.sellers;
  const place = facts.shared.find(
    ({ kind, holders }) => KIND_OF_IDENTIFIER[kind] === 'place' && holders.includes(shop),
  );
  if (!place || place.persons < facts.persons * MOST_OF_GROUP) return [];
  if (facts.shared.some((fact) => KIND_OF_IDENTIFIER[fact.kind] !== 'place' && tiesTheGroup(fact))) return [];
  const orders = dealingsInside(marketplace, facts, 'ORDER');
  // Victims of a takeover have been here for long, too: they all come at once.
  if (!areSettled(marketplace, facts.members) || takeoverBurst(marketplace, facts)) return [];
  if (orders.orders === 0 || orders.shareReceived > STAFF_OF_BUSINESS || orders.shareSent > STAFF_OF_OWN) return [];
  return [
    {
      type: 'CAMPUS_OR_OFFICE',
      statement:
        `${place.persons} persons share one ${nounOf(place.kind).one} with a shop that gets ` +
        `${percent(1 - orders.shareReceived)} of its orders from others, as its staff do`,
      penalty: 0.1,
      explains: ['place', 'interaction'],
      entities: [place.entity],
      members: place.holders,
      eventTypes: ['ORDER'],
    },
  ];
};

const SETTLED_DAYS = 180;
const LEAST_SELLERS = 0.8;

function areSettled(marketplace: Marketplace, accounts: readonly number[]): boolean {
  const settled = accounts.filter((account) => (tenureDays(marketplace, account) ?? 0) >= SETTLED_DAYS).length;
  return settled >= accounts.length * MOST_OF_GROUP;
}

/** Sellers who have been here for a while, of whom none was found out, and few have customers who complain. */
function isEstablished(marketplace: Marketplace, facts: GroupFacts): boolean {
  const { sellers, members } = facts;
  if (sellers.length < Math.max(3, members.length * LEAST_SELLERS)) return false;
  if (!areSettled(marketplace, sellers) || foundOutMembers(marketplace, facts).size > 0) return false;
  return !leaveCustomersBehind(marketplace, facts);
}

const heldByMost = (facts: GroupFacts, kind: SharedFact['kind']): SharedFact | undefined =>
  facts.shared.find((fact) => fact.kind === kind && fact.holders.length >= facts.members.length * LEAST_SELLERS);

/** Several shops under one registration say openly that they belong together: one stock, one catalogue, one office. */
export const findOneCompany: CounterFinder = (marketplace, facts) => {
  const registration = heldByMost(facts, 'BusinessRegistration');
  if (!registration || !isEstablished(marketplace, facts)) return [];
  return [
    {
      type: 'AGENCY',
      statement: `${registration.holders.length} sellers are registered as one business, openly, and most for over ${SETTLED_DAYS} days`,
      penalty: 0.1,
      explains: ['place', 'content', 'logistics'],
      entities: [registration.entity],
      members: registration.holders,
      eventTypes: [],
    },
  ];
};

/** What one owner's shops have in common when nothing is hidden; what they do with them is another matter. */
const OF_ONE_OWNER: readonly IndependentKind[] = [
  'identity',
  'registration',
  'payout',
  'contact',
  'place',
  'logistics',
  'content',
  'burst',
];

/** Shops that say by their papers and their one bank account whose they are: whoever means to hide keeps these apart. */
export const findOneOwner: CounterFinder = (marketplace, facts) => {
  const papers = heldByMost(facts, 'BusinessRegistration') ?? heldByMost(facts, 'IdentityDocument');
  const payout = heldByMost(facts, 'PayoutAccount');
  const { sellers, members } = facts;
  if (!papers || !payout || sellers.length < members.length * LEAST_SELLERS) return [];
  if (foundOutMembers(marketplace, facts).size > 0) return [];
  return [
    {
      type: 'AGENCY',
      statement:
        `${papers.holders.length} of ${counted(members.length, 'member')} have one ${nounOf(papers.kind).one} and ` +
        `${payout.holders.length} one payout account, as the shops of one owner do`,
      penalty: 0.05,
      explains: [],
      mayExplain: OF_ONE_OWNER,
      entities: [papers.entity, payout.entity],
      members: papers.holders,
      eventTypes: [],
    },
  ];
};

const SHARED_IN_A_COOPERATIVE: ReadonlySet<string> = new Set(['payout', 'contact', 'logistics']);

/** Producers with one bank account, one warehouse and one telephone, each known by a document and customers of their own. */
export const findCooperative: CounterFinder = (marketplace, facts) => {
  const payout = heldByMost(facts, 'PayoutAccount');
  if (!payout || !isEstablished(marketplace, facts)) return [];
  const tying = facts.shared.filter(tiesTheGroup);
  if (tying.some(({ kind }) => !SHARED_IN_A_COOPERATIVE.has(KIND_OF_IDENTIFIER[kind] ?? 'place'))) return [];
  const verified = facts.sellers.filter((one) => identifiersOf(marketplace, one, 'IdentityDocument').length > 0).length;
  const onePayout = tying.filter(({ kind }) => kind === 'PayoutAccount').length === 1;
  if (!onePayout || verified < facts.sellers.length * LEAST_SELLERS) return [];
  return [
    {
      type: 'PAYMENT_AGENT',
      statement:
        `${counted(facts.sellers.length, 'seller')} with documents of their own, most here for over ${SETTLED_DAYS} days, ` +
        'are paid through one account, as members of a co-operative are',
      penalty: 0.15,
      explains: ['payout', 'contact', 'logistics'],
      entities: [payout.entity],
      members: payout.holders,
      eventTypes: [],
    },
  ];
};

const MOST_OF_THEIR_OWN = 0.8;

/** Companies with one person who signs for them: one document and telephone, and each its registration and bank account. */
export const findLegalRepresentative: CounterFinder = (marketplace, facts) => {
  const document = heldByMost(facts, 'IdentityDocument');
  const { sellers, members } = facts;
  if (!document || sellers.length < Math.max(2, members.length * LEAST_SELLERS)) return [];
  const hasOwn = (kind: SharedFact['kind']): boolean => {
    const shared = new Set(facts.shared.filter((fact) => fact.kind === kind).map(({ identifier }) => identifier));
    const own = sellers.filter((one) => {
      const held = identifiersOf(marketplace, one, kind);
      return held.length > 0 && !held.some((identifier) => shared.has(identifier));
    });
    return own.length >= sellers.length * MOST_OF_THEIR_OWN;
  };
  if (!hasOwn('BusinessRegistration') || !hasOwn('PayoutAccount')) return [];
  if (isReturn(marketplace, facts) || leaveCustomersBehind(marketplace, facts)) return [];
  return [
    {
      type: 'AGENCY',
      statement:
        `${counted(sellers.length, 'seller')} with registrations and payout accounts of their own have one document in ` +
        'common, as companies with one legal representative do',
      penalty: 0.1,
      explains: ['identity', 'contact', 'place', 'burst'],
      entities: [document.entity],
      members: document.holders,
      eventTypes: [],
    },
  ];
};

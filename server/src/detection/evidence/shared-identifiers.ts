/** One finding for each kind of identifier that two or more persons of the group have in common. */
import { type EntityKind, type EventType, kindEntry } from '../../domain/ontology.ts';
import type { EvidenceFilter, EvidenceType } from '../../domain/ring.ts';
import { sortFew } from '../graph/ascending.ts';
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { kindCode } from '../sharing.ts';
import { type Finder, type Finding, type IndependentKind, KIND_OF_IDENTIFIER, LISTED_ENDS } from './finding.ts';
import { counted, nounOf, percent } from './wording.ts';

type Entry = { readonly kind: EntityKind; readonly type: EvidenceType; readonly worth: number };

const IDENTIFIERS: readonly Entry[] = [
  { kind: 'IdentityDocument', type: 'SHARED_DOCUMENT', worth: 30 },
  { kind: 'PayoutAccount', type: 'SHARED_PAYOUT_ACCOUNT', worth: 26 },
  { kind: 'BusinessRegistration', type: 'SHARED_REGISTRATION', worth: 24 },
  { kind: 'PaymentInstrument', type: 'SHARED_PAYMENT_INSTRUMENT', worth: 24 },
  { kind: 'Phone', type: 'SHARED_PHONE', worth: 20 },
  { kind: 'Email', type: 'SHARED_EMAIL', worth: 20 },
  { kind: 'Shipment', type: 'SHARED_WAREHOUSE', worth: 24 },
  { kind: 'Device', type: 'SHARED_DEVICE', worth: 18 },
  { kind: 'Fingerprint', type: 'SHARED_FINGERPRINT', worth: 18 },
  { kind: 'Address', type: 'SHARED_ADDRESS', worth: 12 },
  { kind: 'Warehouse', type: 'SHARED_WAREHOUSE', worth: 8 },
  { kind: 'IpAddress', type: 'SHARED_IP_ADDRESS', worth: 8 },
];

export const findSharedIdentifiers: Finder = (marketplace, facts) => {
  const findings: Finding[] = [];
  for (const entry of IDENTIFIERS) {
    if (!facts.shared.some((fact) => fact.kind === entry.kind)) continue;
    const shared = facts.shared.filter((fact) => fact.kind === entry.kind && tiesTheGroup(fact));
    if (shared.length > 0) findings.push(new SharedFinding(marketplace, facts, entry, shared));
  }
  return findings;
};

/** A hub is no evidence, unless most of those who use it are in the group. */
export const tiesTheGroup = (fact: SharedFact): boolean =>
  !fact.isCleared && (!fact.isHub || fact.persons >= fact.accounts * 0.6);

/** Most groups are dropped by their points alone: sentences and uses are worked out when they are read. */
class SharedFinding implements Finding {
  readonly type: EvidenceType;
  readonly kind: IndependentKind;
  readonly points: number;
  readonly entities: readonly number[];
  readonly members: readonly number[];
  readonly enoughAlone: boolean;
  readonly eventFilter = FILTER;
  readonly #marketplace: Marketplace;
  readonly #facts: GroupFacts;
  readonly #shared: readonly SharedFact[];

  constructor(marketplace: Marketplace, facts: GroupFacts, entry: Entry, shared: readonly SharedFact[]) {
    const holders = holdersOf(shared);
    const coverage = holders.length / facts.members.length;
    const isForeign = isOneFace(shared);
    const exclusive = isForeign ? 1 : meanExclusiveness(marketplace, shared);
    const rare = isForeign ? 1 : surprise(marketplace, shared);
    const strength = 0.25 + 0.4 * rare + 0.6 * repetition(shared, holders.length);
    this.type = entry.type;
    this.kind = KIND_OF_IDENTIFIER[entry.kind] ?? 'contact';
    const isInvented = isForeign || (isOneTrade(shared) && !shipTogether(facts));
    this.points = entry.worth * (isInvented ? INVENTED : 1) * exclusive * (0.4 + 0.6 * coverage) * strength;
    this.entities = shared.slice(0, LISTED_ENDS).map((fact) => fact.entity);
    this.members = holders;
    this.enoughAlone = coverage >= 0.5 && (kindEntry(entry.kind).evidential === 'hard' || isInvented);
    this.#marketplace = marketplace;
    this.#facts = facts;
    this.#shared = shared;
  }

  get brief(): string {
    return sentence(this.#facts.members.length, this.members.length, this.#shared);
  }

  get statement(): string {
    return `${this.brief}; ${rareness(this.#marketplace, this.#shared)}`;
  }

  get eventTypes(): readonly EventType[] {
    return this.#marketplace.uses(kindOfAll(this.#shared), this.entities, this.#facts.events);
  }
}

const FILTER: EvidenceFilter = { through: 'references', failed: false };

function holdersOf(shared: readonly SharedFact[]): readonly number[] {
  const [first] = shared;
  if (shared.length === 1 && first) return first.holders;
  const holders = new Set<number>();
  for (const fact of shared) for (const account of fact.holders) holders.add(account);
  return sortFew([...holders]);
}

const kindOfAll = (shared: readonly SharedFact[]): EntityKind => shared[0]?.kind ?? 'Device';

function sentence(size: number, holders: number, shared: readonly SharedFact[]): string {
  const noun = nounOf(kindOfAll(shared));
  const subject = `${holders} of ${size} members`;
  if (shared.length === 1) return `${subject} ${noun.verb} one ${noun.one}`;
  return `${subject} ${noun.verb} ${counted(shared.length, noun.one, noun.many)} in common`;
}

/** How many identifiers of the kind serve so few accounts. */
export function rareness({ rarity }: Marketplace, shared: readonly SharedFact[]): string {
  const kind = kindOfAll(shared);
  const widest = Math.max(...shared.map((fact) => fact.accounts));
  const usual = widest > 2 ? 2 : 1;
  const share = percent(rarity.shareUpTo(kindCode(kind), usual));
  return `${share} of ${nounOf(kind).many} serve ${usual === 1 ? 'one account' : 'at most 2 accounts'}`;
}

/** 1 for identifiers of the group alone, falling with the accounts outside that hold them too. */
function meanExclusiveness(marketplace: Marketplace, shared: readonly SharedFact[]): number {
  const universe = Math.max(100, marketplace.universe.persons);
  let sum = 0;
  for (const { persons, accounts } of shared) {
    const known = Math.log(universe / Math.min(universe, accounts)) / Math.log(universe / 2);
    sum += Math.min(1, known) * Math.sqrt(persons / accounts);
  }
  return sum / shared.length;
}

const LEAST_SHIPMENTS = 3;
const INVENTED = 1.25;
/** A parcel has one sender: once is a mistake, not again and again … */
const isOneTrade = (shared: readonly SharedFact[]): boolean =>
  kindOfAll(shared) === 'Shipment' && shared.length >= LEAST_SHIPMENTS;
/** … unless one warehouse sends for them, and puts together what goes to one buyer. */
const shipTogether = ({ shared, members }: GroupFacts): boolean =>
  shared.some(({ kind, holders }) => kind === 'Warehouse' && holders.length >= members.length * 0.5);

const LEAST_ON_A_DOCUMENT = 3;
/** A document has one owner: a second account is a twin or another try, a third one is not, however many others do it. */
const isOneFace = (shared: readonly SharedFact[]): boolean =>
  kindOfAll(shared) === 'IdentityDocument' && shared.every(isAmongThemselves) && shared.some(isOfMany);
const isOfMany = ({ persons }: SharedFact): boolean => persons >= LEAST_ON_A_DOCUMENT;
const isAmongThemselves = ({ persons, accounts }: SharedFact): boolean => persons === accounts;

/** How rare it is that an identifier of the kind serves so many: 0 for common, 1 from one in ten thousand on. */
function surprise({ rarity }: Marketplace, shared: readonly SharedFact[]): number {
  const kind = kindCode(kindOfAll(shared));
  const most = Math.max(...shared.map((fact) => fact.persons));
  const own = shared.filter(({ accounts }) => accounts >= most).length;
  const share = Math.max(1e-4, rarity.shareFrom(kind, most, own));
  return Math.min(1, -Math.log10(share) / 4);
}

/** 0 when each holder has one identifier in common with others, 1 from three and a half on: a coincidence repeats seldom. */
function repetition(shared: readonly SharedFact[], holders: number): number {
  const each = shared.reduce((sum, fact) => sum + fact.holders.length, 0) / holders;
  return Math.min(1, (each - 1) / 2.5);
}

/** What one look at a group found: a sentence with its strength, before it is weighed against the others. */
import type { EntityKind, EventType } from '../../domain/ontology.ts';
import type { CounterEvidenceType, EvidenceFilter, EvidenceType } from '../../domain/ring.ts';
import type { GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';

/**
 * Kinds that count as independent of each other. Device, address and IP address are one: they say the accounts were
 * in one place; referrals, gifts and transfers are one: they say the accounts know each other. A phone number and an e-mail address are one, as both come from the same form.
 */
export const INDEPENDENT_KINDS = [
  'place',
  'card',
  'payout',
  'contact',
  'identity',
  'registration',
  'logistics',
  'content',
  'synchrony',
  'interaction',
  'money',
  'social',
  'burst',
  'promotion',
  'knownFraud',
] as const;
export type IndependentKind = (typeof INDEPENDENT_KINDS)[number];

export type Finding = {
  readonly type: EvidenceType;
  readonly kind: IndependentKind;
  readonly statement: string;
  /** The statement without its comparison, for the summary of a ring; the statement itself where that is short. */
  readonly brief?: string;
  /** Before counter-evidence: what it is worth on its own. */
  readonly points: number;
  /** What moves a group up the queue on top of that, and makes it neither worth reporting nor more severe. */
  readonly queuePoints?: number;
  /** The kinds it is told through: it is no kind of its own, and explained where all of these are. */
  readonly through?: readonly IndependentKind[];
  /** Positions in the entity columns: what is shared, or the far ends of the events, so that these can be found. */
  readonly entities: readonly number[];
  /** Accounts it ties together, each once. */
  readonly members: readonly number[];
  readonly eventTypes: readonly EventType[];
  /** Default: by the ends of the event. */
  readonly eventFilter?: EvidenceFilter;
  /** A personal identifier few accounts hold, or lockstep over many targets and occasions: may carry MEDIUM alone. */
  readonly enoughAlone?: boolean;
};

export type CounterFinding = {
  readonly type: CounterEvidenceType;
  readonly statement: string;
  /** Share of the points it takes away from everything, 0–1. */
  readonly penalty: number;
  /** Kinds of evidence that have an honest explanation by this; they keep a quarter of their points. */
  readonly explains: readonly IndependentKind[];
  /** Kinds that it may explain as well: they count in full, but HIGH rests on something else. */
  readonly mayExplain?: readonly IndependentKind[];
  readonly entities: readonly number[];
  readonly members: readonly number[];
  readonly eventTypes: readonly EventType[];
  /** Default: by the ends of the event. */
  readonly eventFilter?: EvidenceFilter;
};

export type Findings = { readonly for: readonly Finding[]; readonly against: readonly CounterFinding[] };

/** Far ends listed with a finding at most: what is shown is what is counted. */
export const LISTED_ENDS = 200;

export type Finder = (marketplace: Marketplace, facts: GroupFacts) => readonly Finding[];
export type CounterFinder = (
  marketplace: Marketplace,
  facts: GroupFacts,
  findings: readonly Finding[],
) => readonly CounterFinding[];

export const KIND_OF_IDENTIFIER: Readonly<Partial<Record<EntityKind, IndependentKind>>> = {
  Device: 'place',
  Address: 'place',
  IpAddress: 'place',
  PaymentInstrument: 'card',
  PayoutAccount: 'payout',
  Phone: 'contact',
  Email: 'contact',
  IdentityDocument: 'identity',
  BusinessRegistration: 'registration',
  Warehouse: 'logistics',
  Shipment: 'logistics',
  Fingerprint: 'content',
};

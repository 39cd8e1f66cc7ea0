/** Accounts and what they own. An actor's own identifiers are made at registration; rings and households override them. */
import { AS_OF, DAY, iso, PERIOD_START } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { formatMinor, fromDollars, type Market } from './markets.ts';
import { category, emailOf, handle, personName, productName, shopName } from './names.ts';
import type { Random } from './random.ts';
import type { ActorKind, EntityRow, Ref } from './rows.ts';

export type Product = { readonly id: string; readonly price: number; readonly category: string };

export type Actor = {
  readonly kind: ActorKind;
  readonly id: string;
  readonly label: string;
  readonly market: Market;
  readonly createdAt: number;
  readonly activeFrom: number;
  activeTo: number;
  device: string;
  ip: string;
  address: string;
  /** Buyers pay with it; for other kinds it is what they would pay with. */
  card: string;
  /** Sellers and creators are paid out to it. */
  payout: string;
  readonly products: Product[];
  readonly contents: string[];
  /** Whether the platform's own logistics tell when orders arrive. */
  tracked: boolean;
  status: NonNullable<EntityRow['status']>;
  statusAt: number;
  risk: { label: NonNullable<EntityRow['riskLabel']>; at: number; reason?: string } | null;
  /** Minor units of the market's currency. */
  unsettled: number;
  reserved: number;
  readonly settlesInDays: number;
  /** Not yet part of a ring or of a planted innocent structure. */
  free: boolean;
};

export type Registration = {
  readonly kind: ActorKind;
  readonly market: Market;
  readonly createdAt: number;
  readonly label?: string;
  readonly device?: string;
  readonly ip?: string;
  readonly address?: string;
  readonly card?: string;
  readonly payout?: string;
  readonly activeTo?: number;
};

const LABELS: Readonly<Record<ActorKind, (random: Random) => string>> = {
  Seller: shopName,
  Buyer: personName,
  Creator: handle,
};

/** Makes the account and its sign-up links; its entity row follows at closing, when its status is known. */
export function register(ledger: Ledger, random: Random, form: Registration): Actor {
  const actor: Actor = {
    kind: form.kind,
    id: ledger.newId(form.kind),
    label: form.label ?? LABELS[form.kind](random),
    market: form.market,
    createdAt: form.createdAt,
    activeFrom: Math.max(form.createdAt, PERIOD_START),
    activeTo: Math.max(form.activeTo ?? AS_OF, Math.max(form.createdAt, PERIOD_START) + DAY),
    device: form.device ?? ledger.newId('Device'),
    ip: form.ip ?? ledger.newId('IpAddress'),
    address: form.address ?? ledger.newId('Address'),
    card: form.card ?? ledger.newId('PaymentInstrument'),
    payout: form.payout ?? ledger.newId('PayoutAccount'),
    products: [],
    contents: [],
    tracked: random.chance(0.6),
    status: 'active',
    statusAt: form.createdAt,
    risk: null,
    unsettled: 0,
    reserved: 0,
    settlesInDays: random.int(1, 7),
    free: false,
  };
  signUp(ledger, random, actor);
  ledger.onClose(() => writeActor(ledger, actor));
  return actor;
}

/** What everyone leaves at the door: a device, an e-mail address, mostly a phone number. */
function signUp(ledger: Ledger, random: Random, actor: Actor): void {
  const at = actor.createdAt;
  const source = 'registration';
  ledger.link('USES_DEVICE', actor, { kind: 'Device', id: actor.device }, { firstSeen: at, source });
  const email = emailOf(actor.label, Number.parseInt(actor.id.slice(1), 10));
  ledger.link('HAS_EMAIL', actor, { kind: 'Email', id: email }, { firstSeen: at, source });
  if (random.chance(0.4)) {
    ledger.link('HAS_PHONE', actor, { kind: 'Phone', id: ledger.newId('Phone') }, { firstSeen: at, source });
  }
}

export type Onboarding = {
  readonly document?: string;
  readonly registration?: string;
  readonly warehouse?: string;
};

/** Know-your-customer papers of a seller or creator, and where the money goes. */
export function onboard(ledger: Ledger, random: Random, actor: Actor, papers: Onboarding = {}): void {
  const at = actor.createdAt + random.int(1, 50) * 3_600_000;
  const seen = { firstSeen: at, source: 'kyc' };
  const document = papers.document ?? ledger.newId('IdentityDocument');
  ledger.link('VERIFIED_BY', actor, { kind: 'IdentityDocument', id: document }, seen);
  ledger.link(
    'PAID_OUT_TO',
    actor,
    { kind: 'PayoutAccount', id: actor.payout },
    { firstSeen: at, source: 'settlement' },
  );
  if (actor.kind !== 'Seller') return;
  const registration = papers.registration ?? (random.chance(0.45) ? ledger.newId('BusinessRegistration') : undefined);
  if (registration) ledger.link('REGISTERED_AS', actor, { kind: 'BusinessRegistration', id: registration }, seen);
  ledger.link('HAS_ADDRESS', actor, { kind: 'Address', id: actor.address }, { ...seen, role: 'registered' });
  const warehouse = papers.warehouse ?? (random.chance(0.35) ? ledger.newId('Warehouse') : undefined);
  if (warehouse) ledger.link('SHIPS_FROM', actor, { kind: 'Warehouse', id: warehouse }, { firstSeen: at });
}

export type Listing = { readonly dollars?: number; readonly at?: number; readonly label?: string };

export function listProduct(ledger: Ledger, random: Random, seller: Actor, listing: Listing = {}): Product {
  const kind = category(random);
  const dollars = listing.dollars ?? random.logNormal(16, 0.8);
  const at = Math.min(AS_OF - DAY, listing.at ?? seller.createdAt + random.int(0, 60) * DAY);
  const product: Product = {
    id: ledger.newId('Product'),
    price: fromDollars(seller.market, dollars),
    category: kind,
  };
  ledger.entity({
    kind: 'Product',
    id: product.id,
    label: listing.label ?? productName(random, kind),
    market: seller.market.code,
    createdAt: iso(at),
    category: kind,
  });
  ledger.link('SELLS', seller, { kind: 'Product', id: product.id }, { firstSeen: at });
  seller.products.push(product);
  return product;
}

export function publish(ledger: Ledger, creator: Actor, at: number, product?: string): string {
  const id = ledger.newId('Content');
  const content: Ref = { kind: 'Content', id };
  ledger.link('PUBLISHED', creator, content, { firstSeen: at });
  if (product !== undefined) ledger.link('FEATURES', content, { kind: 'Product', id: product }, { firstSeen: at });
  creator.contents.push(id);
  return id;
}

function writeActor(ledger: Ledger, actor: Actor): void {
  const money = actor.unsettled > 0 || actor.reserved > 0;
  ledger.entity({
    kind: actor.kind,
    id: actor.id,
    label: actor.label,
    market: actor.market.code,
    createdAt: iso(actor.createdAt),
    status: actor.status,
    ...(actor.risk ? { riskLabel: actor.risk.label, riskLabelAt: iso(actor.risk.at) } : {}),
    ...(actor.risk?.reason ? { riskReason: actor.risk.reason } : {}),
    ...(money ? balances(actor) : {}),
    updatedAt: iso(Math.max(actor.statusAt, actor.risk?.at ?? 0)),
  });
}

function balances(actor: Actor): Partial<EntityRow> {
  return {
    unsettledBalance: formatMinor(actor.market, actor.unsettled),
    reservedBalance: formatMinor(actor.market, actor.reserved),
    currency: actor.market.currency,
    nextSettlementAt: iso(AS_OF + 1000 + actor.settlesInDays * DAY),
  };
}

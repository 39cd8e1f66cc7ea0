/**
 * What every ring recipe works with: recruiting accounts, sharing identifiers unevenly, blurring times, and hiding
 * among honest activity. Recipes compose these; the camouflage knobs act here and nowhere else.
 */
import { type Actor, listProduct, type Onboarding, onboard, publish, type Registration, register } from '../actors.ts';
import { logIn } from '../behaviour/access.ts';
import { honestAftermath, placeOrder } from '../behaviour/trade.ts';
import { AS_OF, DAY, HOUR, MINUTE, PERIOD_START } from '../calendar.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { IdentifierKind, Ref } from '../rows.ts';
import type { Camouflage } from '../scenario.ts';
import { anyProduct, anySeller, type Neighbourhood, takeHonest, whenActive } from '../town.ts';
import type { MemberRole, Typology } from '../truth.ts';

export type RingScene = {
  readonly ledger: Ledger;
  readonly random: Random;
  readonly place: Neighbourhood;
  readonly camouflage: Camouflage;
  readonly size: number;
  /** When the ring starts to work. */
  readonly start: number;
  /** How many essential pools the ring has so far. */
  readonly pools: { essential: number };
};

export type CastMember = { readonly actor: Actor; readonly role: MemberRole };
type Cast = {
  readonly members: readonly CastMember[];
  /** Honest accounts the scheme itself uses (cardholders' addresses, cheated customers), not members. */
  readonly bystanders?: readonly Actor[];
};
export type RingRecipe = {
  readonly typology: Typology;
  readonly sizes: readonly [number, number];
  /** Some of its rings are crowds, whatever the scenario's usual size: how many of them, and how large. */
  readonly crowds?: { readonly share: number; readonly sizes: readonly [number, number] };
  plant(scene: RingScene): Cast;
};

export const range = (count: number): number[] => Array.from({ length: Math.max(0, count) }, (_, i) => i);
export const as = (role: MemberRole, actors: readonly Actor[]): CastMember[] =>
  actors.map((actor) => ({ actor, role }));

/** A planned moment as it turns out: blurred by the jitter knob. What falls after the as-of date is never recorded. */
export function moment(scene: RingScene, planned: number): number {
  const at = scene.random.normal(planned, scene.camouflage.jitterMinutes * MINUTE);
  return Math.round(Math.max(at, PERIOD_START));
}

/** Whether a member joins one of the ring's joint actions. */
export const takesPart = (scene: RingScene): boolean => scene.random.chance(scene.camouflage.density);

export type Recruitment = Partial<Omit<Registration, 'kind' | 'market' | 'createdAt'>> &
  Onboarding & {
    /** Days before the start within which the accounts are made; a third of the accounts are older, bought ones. */
    readonly batchDays: number;
    readonly bought?: number;
  };

export function recruit(scene: RingScene, kind: Registration['kind'], recruitment: Recruitment): Actor {
  const { ledger, random, place } = scene;
  const { batchDays, bought = 0.2, document, registration, warehouse, ...form } = recruitment;
  const age = random.chance(bought) ? random.int(60, 500) * DAY : random.next() * batchDays * DAY;
  const createdAt = Math.min(AS_OF - 2 * DAY, Math.floor(scene.start - age - random.int(1, 20) * HOUR));
  const actor = register(ledger, random, { kind, market: place.market, createdAt, ...form });
  if (kind !== 'Buyer') {
    const papers = { document, registration, warehouse };
    onboard(ledger, random, actor, Object.fromEntries(Object.entries(papers).filter(([, id]) => id !== undefined)));
  }
  return actor;
}

/** A seller with a small catalogue. */
export function recruitSeller(scene: RingScene, recruitment: Recruitment, dollars = 15): Actor {
  const seller = recruit(scene, 'Seller', recruitment);
  const { ledger, random } = scene;
  for (const _ of range(random.int(1, 4))) {
    listProduct(ledger, random, seller, { dollars: random.logNormal(dollars, 0.4), at: seller.createdAt + 2 * DAY });
  }
  return seller;
}

export const ref = (kind: IdentifierKind, id: string): Ref => ({ kind, id });

/** Decoys: members also behave like anybody else, in proportion to what they do for the ring. */
export function behaveOrdinarily(scene: RingScene, members: readonly Actor[], firstRow: number): void {
  const { ledger, random, camouflage } = scene;
  const acts = new Map<string, number>();
  for (let i = firstRow; i < ledger.rows.length; i++) {
    const row = ledger.rows[i];
    if (row?.record === 'event') acts.set(row.fromId, (acts.get(row.fromId) ?? 0) + 1);
  }
  for (const actor of members) {
    const count = Math.min(60, random.poisson(camouflage.decoys * (acts.get(actor.id) ?? 1)));
    for (const _ of range(Math.ceil(count / 2))) decoy(scene, actor);
  }
}

function decoy({ ledger, random, place }: RingScene, actor: Actor): void {
  if (actor.kind === 'Creator') {
    const at = whenActive(random, actor);
    const content = publish(ledger, actor, at, anyProduct(random, anySeller(random, place)).id);
    const viewer = random.pick(place.buyers);
    ledger.event(
      'ENGAGEMENT',
      at + random.int(1, 90) * HOUR,
      viewer,
      { kind: 'Content', id: content },
      { action: 'like' },
    );
    return;
  }
  const buyer = actor.kind === 'Buyer' ? actor : random.pick(place.buyers);
  const seller = actor.kind === 'Seller' && actor.products.length > 0 ? actor : anySeller(random, place);
  const at = Math.max(whenActive(random, buyer), whenActive(random, seller));
  const order = placeOrder(ledger, { buyer, seller, product: anyProduct(random, seller), at });
  honestAftermath(ledger, random, order);
}

/** Hijacked honest accounts: a stranger signs in on a ring's device and buys what the ring pushes. */
export function dragIn(scene: RingScene, members: readonly Actor[]): Actor[] {
  const { ledger, random, place } = scene;
  const count = random.poisson(scene.camouflage.hijacked * scene.size);
  const strangers = takeHonest(random, place.buyers, count);
  const shops = members.filter((actor) => actor.kind === 'Seller' && actor.products.length > 0);
  for (const stranger of strangers) {
    logIn(ledger, stranger, whenActive(random, stranger), random.pick(members).device);
    if (shops.length === 0) continue;
    const seller = random.pick(shops);
    const at = Math.max(whenActive(random, stranger), seller.activeFrom);
    placeOrder(ledger, { buyer: stranger, seller, product: anyProduct(random, seller), at });
  }
  return strangers;
}

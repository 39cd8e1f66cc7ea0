/**
 * Leads from known fraud: who is tied to a known fraudster by something rare, the likeliest first, each as a small
 * group of that person and the known ones. Two things say how likely: the weight of the ties to known ones (each
 * identifier by its rarity and kind), and how unusual the person's own number of cards is. A short list to work
 * through from new chargebacks, beside the rings (after GraphRAD, MLG 2018, which starts from seeds in the same way).
 */
import { entityKey } from '../domain/entity-key.ts';
import type { Lead } from '../domain/lead.ts';
import type { CounterEvidenceType } from '../domain/ring.ts';
import { accountsOf, type Group } from './candidates.ts';
import type { DescribedGroup } from './fragments.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { accountRef, type Marketplace } from './marketplace.ts';
import type { Population } from './population.ts';

/** More than anybody works through between two runs. */
export const MOST_LEADS = 200;
/** What a person with a usual number of cards counts for, in orders of magnitude of rarity. */
const NOTHING_UNUSUAL = 0.3;
/** Who lives, studies, works or is paid with a fraudster is their brother before their accomplice. */
const HONEST: readonly CounterEvidenceType[] = ['HOUSEHOLD', 'CAMPUS_OR_OFFICE', 'AGENCY', 'PAYMENT_AGENT'];
const EXPLAINED = 0.25;

type Search = {
  readonly marketplace: Marketplace;
  readonly tied: TiedToSeeds;
  readonly describe: (group: Group) => DescribedGroup | null;
};

export type Leads = {
  /** Those whose group is worth reporting, the likeliest first. */
  readonly leads: readonly Lead[];
  /** The least strength that was told; 0 where all were. */
  readonly weakest: number;
};

/** `held`: the least strength of an earlier run, instead of a number of leads. */
export function findLeads(search: Search, held?: number): Leads {
  const ranked = [...search.tied]
    .map(([person, { weight, known }]) => ({ person, known, strength: weight * unusual(search, person) }))
    .sort((a, b) => b.strength - a.strength || a.person - b.person);
  const enough = held === undefined ? ranked : ranked.filter(({ strength }) => strength >= held);
  const told = enough.slice(0, MOST_LEADS);
  const weakest = held ?? (ranked.length > MOST_LEADS ? (told.at(-1)?.strength ?? 0) : 0);
  return { leads: told.flatMap((one) => describeLead(search, one) ?? []).sort(byStrength), weakest };
}

type Ranked = { readonly person: number; readonly known: readonly number[]; readonly strength: number };

/** Null where the group is not worth reporting, or whoever is tied was cleared of it. */
function describeLead({ marketplace, describe }: Search, { person, known, strength }: Ranked): Lead | null {
  const core = accountsOf(marketplace, Int32Array.of(person, ...known)).sort((a, b) => a - b);
  const group = describe({ core, associates: [], counterparties: [], outskirts: [] })?.ring;
  if (!group) return null;
  const isIn = new Set(group.members.map(entityKey));
  const refsOf = (one: number) =>
    accountsOf(marketplace, Int32Array.of(one))
      .map((account) => accountRef(marketplace, account))
      .filter((ref) => isIn.has(entityKey(ref)));
  const accounts = refsOf(person);
  if (accounts.length === 0) return null;
  const isExplained = group.counterEvidence.some(({ type }) => HONEST.includes(type));
  return { accounts, known: known.flatMap(refsOf), strength: strength * (isExplained ? EXPLAINED : 1), group };
}

/** The likeliest first. */
export const byStrength = (a: Lead, b: Lead): number => b.strength - a.strength;

type Tied = { weight: number; readonly known: number[] };
/** Person → the known ones they are tied to. */
export type TiedToSeeds = ReadonlyMap<number, Tied>;

/** `ties`: between persons by what they share. */
export function tiedToSeeds({ personOf }: Population, seeds: Uint8Array, ties: WeightedGraph): TiedToSeeds {
  const known = new Set(personOf.filter((_, account) => seeds[account] === 1));
  const tied = new Map<number, Tied>();
  for (const seed of [...known].sort((a, b) => a - b)) {
    for (let e = ties.offsets[seed] ?? 0; e < (ties.offsets[seed + 1] ?? 0); e++) {
      const person = ties.neighbours[e] ?? 0;
      if (known.has(person)) continue;
      const one = tied.get(person) ?? { weight: 0, known: [] };
      one.weight += ties.weights[e] ?? 0;
      one.known.push(seed);
      tied.set(person, one);
    }
  }
  return tied;
}

/** −log10 of the share of accounts with as many cards, for the most unusual account of the person. */
function unusual({ marketplace }: Search, person: number): number {
  const { holdings } = marketplace;
  const rarest = Math.min(
    ...accountsOf(marketplace, Int32Array.of(person)).map((one) => holdings.shareFrom(holdings.cardsOf(one))),
  );
  return NOTHING_UNUSUAL - Math.log10(rarest);
}

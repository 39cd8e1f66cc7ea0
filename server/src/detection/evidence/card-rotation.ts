/**
 * Members who go through far more cards than accounts do: stolen cards are tried one after another, and a ring that
 * rotates its identifiers to share none leaves this trace instead. The members' numbers, each as the share of accounts
 * that hold as many, are put together by Fisher's method: −Σ ln p of n members is Gamma(n, 1) by chance alone.
 */
import { accountEntity, identifiersOf, type Marketplace } from '../marketplace.ts';
import { logFactorial } from '../signals/significance.ts';
import { type Finder, LISTED_ENDS } from './finding.ts';
import { percent } from './wording.ts';

/** Accounts in this top share go through unusually many. */
const TOP_SHARE = 0.05;
const LEAST_MEMBERS = 2;
const LEAST_CARDS = 3;
const WORTH = 26;
/** Mean −log10 p at which it counts in full: one account in a hundred. */
const FULL_SURPRISE = 2;

export const findCardRotation: Finder = (marketplace, facts) => {
  const { holdings } = marketplace;
  const members = facts.members.filter((account) => {
    const cards = holdings.cardsOf(account);
    return cards >= LEAST_CARDS && holdings.shareFrom(cards) <= TOP_SHARE;
  });
  if (members.length < LEAST_MEMBERS) return [];
  const holders = facts.members.filter((account) => holdings.cardsOf(account) > 0);
  const surprises = holders.map((account) => -Math.log(holdings.shareFrom(holdings.cardsOf(account))));
  const sum = surprises.reduce((total, surprise) => total + surprise, 0);
  if (gammaTail(sum, holders.length) > marketplace.parameters.evidenceChance) return [];
  const fewest = Math.min(...members.map(holdings.cardsOf));
  const mean = sum / Math.LN10 / facts.members.length;
  return [
    {
      type: 'MONEY_FLOW',
      kind: 'money',
      statement:
        `${members.length} of ${facts.members.length} members each went through ${fewest} cards or more, ` +
        `which ${percent(holdings.shareFrom(fewest))} of accounts did`,
      points: WORTH * Math.min(1, mean / FULL_SURPRISE),
      entities: cardsAndMembers(marketplace, members),
      members,
      eventTypes: [],
    },
  ];
};

function cardsAndMembers(marketplace: Marketplace, members: readonly number[]): number[] {
  const cards = members.flatMap((account) => identifiersOf(marketplace, account, 'PaymentInstrument'));
  const entities = [...new Set(cards)].map((card) => marketplace.sharing.entityOf[card] ?? 0);
  return [...members.map((account) => accountEntity(marketplace, account)), ...entities].slice(0, LISTED_ENDS);
}

/** P(X ≥ sum), X Gamma with whole shape: that a Poisson of this mean stays below the shape. */
export function gammaTail(sum: number, shape: number): number {
  let tail = 0;
  for (let i = 0; i < shape; i++) tail += Math.exp(i * Math.log(Math.max(sum, 1e-300)) - sum - logFactorial(i));
  return Math.min(1, tail);
}

/** How rare it is that so many accounts share one identifier of this kind. */
import type { SharedIdentifier } from '../../domain/ring.ts';
import { kindWord, nameOf } from './link-sentence.ts';

/** Rarity is told in thousandths, rounded down: what is not all is never told as all. */
const STEPS = 1000;

/** `moreThan[i]` = how many identifiers have more than i accounts; the share with fewer accounts than this one, 0–1. */
export function rarityOf(moreThan: readonly number[], accounts: number): number {
  const all = moreThan[0] ?? 0;
  if (all === 0 || accounts < 1) return 0;
  const fewer = all - (moreThan[accounts - 1] ?? 0);
  return Math.floor((fewer * STEPS) / all) / STEPS;
}

export type Group = 'members' | 'given accounts';

export function describeShared(identifier: SharedIdentifier, rarity: number, group: Group): string {
  const { sharedBy, accounts, kind } = identifier;
  const who = sharedBy === 1 ? `1 of the ${group} is` : `${sharedBy} of the ${group} are`;
  const all = accounts === 1 ? '1 account uses' : `${accounts} accounts use`;
  const share = `${Math.round(rarity * STEPS) / 10} % of ${plural(kindWord(kind))} have fewer`;
  return `${who} tied to ${nameOf(identifier)}; ${all} it in all, and ${share}.`;
}

const plural = (word: string): string => (word.endsWith('s') ? `${word}es` : `${word}s`);

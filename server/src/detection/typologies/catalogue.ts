/** The one list of typologies. To add one: a file beside this, a line here. */
import type { Stage } from '../../domain/ontology.ts';
import type { TypologyMatch } from '../../domain/ring.ts';
import type { Findings } from '../explain.ts';
import type { GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import type { Typology } from './typology.ts';

export const TYPOLOGIES: readonly Typology[] = [];

const LEAST_FIT = 0.35;

/** Every typology that fits, best first; none is a fair answer. */
export function matchTypologies(marketplace: Marketplace, facts: GroupFacts, findings: Findings): TypologyMatch[] {
  const matches: TypologyMatch[] = [];
  for (const { code, match } of TYPOLOGIES) {
    const fit = match({ marketplace, facts, findings });
    if (fit && fit.score >= LEAST_FIT) {
      matches.push({ code, score: Math.round(Math.min(0.99, fit.score) * 100) / 100, reason: fit.reason });
    }
  }
  return matches.sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

export const stagesOf = (matches: readonly TypologyMatch[]): Stage[] =>
  TYPOLOGIES.filter(({ code }) => matches.some((match) => match.code === code)).flatMap(({ stages }) => stages);

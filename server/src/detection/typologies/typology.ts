/** What a typology is: where it shows, what it looks like, what it is mistaken for, and how well a group fits it. */
import type { Stage } from '../../domain/ontology.ts';
import type { EvidenceType, TypologyCode } from '../../domain/ring.ts';
import type { Findings } from '../explain.ts';
import type { GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';

export type Threshold = { readonly value: number; readonly unit: string };
export type Fit = { readonly score: number; readonly reason: string };
export type Case = { readonly marketplace: Marketplace; readonly facts: GroupFacts; readonly findings: Findings };

export type Typology = {
  readonly code: TypologyCode;
  readonly stages: readonly Stage[];
  readonly signals: readonly EvidenceType[];
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** Innocent structures it is mistaken for. */
  readonly lookAlikes: readonly string[];
  /** Null: does not fit. Score 0–1. */
  readonly match: (one: Case) => Fit | null;
};

/** What a typology is: where it shows, what it looks like, what it is mistaken for, and how well a group fits it. */
import type { EntityKind, Stage } from '../../domain/ontology.ts';
import type { EvidenceType, TypologyCode } from '../../domain/ring.ts';
import type { Bounds } from '../bounds.ts';
import type { Findings } from '../evidence/finding.ts';
import type { GroupFacts } from '../group-facts.ts';
import { identifiersOf, type Marketplace } from '../marketplace.ts';

/** 0–1, and why. */
export type Fit = { readonly score: number; readonly reason: string };
export type Case = { readonly marketplace: Marketplace; readonly facts: GroupFacts; readonly findings: Findings };

export type Typology<Name extends string = string> = {
  readonly code: TypologyCode;
  readonly stages: readonly Stage[];
  readonly signals: readonly EvidenceType[];
  /** Names of its own, with what they may be set to: part of the parameters of a run. */
  readonly thresholds: Readonly<Record<Name, Bounds>>;
  /** Innocent structures it is mistaken for. */
  readonly lookAlikes: readonly string[];
  /** `limits`: the thresholds in force, by name. Null: does not fit. */
  match(one: Case, limits: Readonly<Record<Name, number>>): Fit | null;
};

/** Ties the names of the thresholds to those its matcher reads. */
export const typology = <const Name extends string>(descriptor: Typology<Name>): Typology => descriptor;

/** Share of the members that hold an identifier of the kind in common with others of the group. */
export function coverage({ facts }: Case, ...kinds: readonly EntityKind[]): number {
  const holders = new Set(facts.shared.filter((fact) => kinds.includes(fact.kind)).flatMap((fact) => fact.holders));
  return holders.size / facts.members.length;
}

/** Identifiers of a kind an account holds, shared or not. */
export const heldBy = ({ marketplace }: Case, account: number, kind: EntityKind): number =>
  identifiersOf(marketplace, account, kind).length;

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

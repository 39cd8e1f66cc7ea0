/** What a typology is: where it shows, what it looks like, what it is mistaken for, and how well a group fits it. */
import type { EntityKind, Stage } from '../../domain/ontology.ts';
import type { EvidenceType, TypologyCode } from '../../domain/ring.ts';
import type { Findings } from '../explain.ts';
import type { GroupFacts } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { kindCode } from '../sharing.ts';

export type Threshold = { readonly value: number; readonly unit: string };
/** 0–1, and why. */
export type Fit = { readonly score: number; readonly reason: string };
export type Case = { readonly marketplace: Marketplace; readonly facts: GroupFacts; readonly findings: Findings };

export type Typology = {
  readonly code: TypologyCode;
  readonly stages: readonly Stage[];
  readonly signals: readonly EvidenceType[];
  readonly thresholds: Readonly<Record<string, Threshold>>;
  /** Innocent structures it is mistaken for. */
  readonly lookAlikes: readonly string[];
  /** Null: does not fit. */
  readonly match: (one: Case) => Fit | null;
};

/** Share of the members that hold an identifier of the kind in common with others of the group. */
export function coverage({ facts }: Case, ...kinds: readonly EntityKind[]): number {
  const holders = new Set(
    facts.shared.filter((fact) => kinds.includes(fact.kind)).flatMap((fact) => fact.holders),
  );
  return holders.size / facts.members.length;
}

/** Identifiers of a kind an account holds, shared or not. */
export function heldBy({ marketplace }: Case, account: number, kind: EntityKind): number {
  const { sharing, columns } = marketplace;
  const { rowOffsets, rowEntries, entryColumn } = sharing.byAccount;
  const wanted = kindCode(kind);
  let held = 0;
  for (let r = rowOffsets[account] ?? 0; r < (rowOffsets[account + 1] ?? 0); r++) {
    const entity = sharing.entityOf[entryColumn[rowEntries[r] ?? 0] ?? 0] ?? 0;
    if (columns.entities.kind[entity] === wanted) held++;
  }
  return held;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

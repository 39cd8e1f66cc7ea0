/** What one entry of a map matches in the foreign graph, for people and for statements. */
import type { NodeEntry, RelationshipEntry } from './adoption-map.ts';
import { quoted } from './foreign-names.ts';

/** Whose properties: of the thing itself (`n`), or of the ends of a relationship. */
export const OWNERS = ['own', 'from', 'to'] as const;
export type Owner = (typeof OWNERS)[number];
export type Pattern = {
  readonly kind: 'node' | 'relationship';
  /** The label, or the relationship type. */
  readonly label: string;
  /** Labels of the ends; null where any will do. */
  readonly from: string | null;
  readonly to: string | null;
};

export const VARIABLES: Readonly<Record<Owner, string>> = { own: 'n', from: 'a', to: 'b' };

export const nodePattern = (entry: NodeEntry): Pattern => ({ kind: 'node', label: entry.label, from: null, to: null });
export const relationshipPattern = ({ type, from, to }: RelationshipEntry): Pattern => ({
  kind: 'relationship',
  label: type,
  from: from ?? null,
  to: to ?? null,
});

export const ownersOf = ({ kind }: Pattern): readonly Owner[] => (kind === 'node' ? ['own'] : OWNERS);

/** `(:Customer)`, `(:Customer)-[:BOUGHT]->(:Shop)`. */
export function describePattern({ kind, label, from, to }: Pattern): string {
  const end = (name: string | null): string => (name === null ? '()' : `(:${name})`);
  return kind === 'node' ? `(:${label})` : `${end(from)}-[:${label}]->${end(to)}`;
}

/** The thing is `n`, the ends of a relationship are `a` and `b`. */
export function matchPattern({ kind, label, from, to }: Pattern): string {
  const end = (variable: string, name: string | null): string =>
    name === null ? `(${variable})` : `(${variable}:${quoted(name)})`;
  return kind === 'node'
    ? `MATCH (n:${quoted(label)})`
    : `MATCH ${end('a', from)}-[n:${quoted(label)}]->${end('b', to)}`;
}

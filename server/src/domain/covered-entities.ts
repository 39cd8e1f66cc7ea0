/** Which accounts and identifiers targets name, one by one or by a range of IP addresses. */
import { entityKey } from './entity-key.ts';
import { createRangeLookup, parseIpRange } from './ip-range.ts';
import { kindEntry } from './ontology.ts';
import type { EntityRef } from './records.ts';
import type { Suppression, SuppressionTarget } from './suppression.ts';

/** Rings and typologies among the targets cover nothing. */
export function covering(targets: readonly SuppressionTarget[]): (ref: EntityRef) => boolean {
  const coverOf = createCover(targets.map((target) => ({ target })));
  return (ref) => coverOf(ref).length > 0;
}

/** Identifiers that are in order, and which entry says so; of several the one that ends last. */
export type AllowList = {
  readonly entryOf: (ref: EntityRef) => Suppression | null;
  /** Those that are named one by one. */
  readonly named: readonly EntityRef[];
  /** Whether ranges of IP addresses are among them. */
  readonly hasRanges: boolean;
};

export function toAllowList(entries: readonly Suppression[]): AllowList {
  const allowing = entries.filter(({ kind, target }) => kind === 'ALLOW' && isOnIdentifiers(target));
  const coverOf = createCover(allowing);
  const last = (those: readonly Suppression[]) =>
    those.reduce<Suppression | null>((best, one) => (best && best.expiresAt >= one.expiresAt ? best : one), null);
  return {
    entryOf: (ref) => last(coverOf(ref)),
    named: allowing.flatMap(({ target }) => (target.kind === 'entity' ? [target.ref] : [])),
    hasRanges: allowing.some(({ target }) => target.kind === 'range'),
  };
}

export const NOTHING_ALLOWED: AllowList = { entryOf: () => null, named: [], hasRanges: false };

function isOnIdentifiers(target: SuppressionTarget): boolean {
  if (target.kind === 'entity') return kindEntry(target.ref.kind).class === 'identifier';
  return target.kind === 'range';
}

/** An entity → the entries whose target covers it. */
function createCover<T extends { readonly target: SuppressionTarget }>(entries: readonly T[]) {
  const named = new Map<string, T[]>();
  for (const entry of entries) {
    if (entry.target.kind !== 'entity') continue;
    const key = entityKey(entry.target.ref);
    named.set(key, [...(named.get(key) ?? []), entry]);
  }
  const inRanges = createRangeLookup(
    entries.flatMap((entry) => {
      const read = entry.target.kind === 'range' ? parseIpRange(entry.target.range) : null;
      return read?.ok ? [[read.range, entry] as const] : [];
    }),
  );
  return (ref: EntityRef): readonly T[] => [
    ...(named.get(entityKey(ref)) ?? []),
    ...(ref.kind === 'IpAddress' ? inRanges(ref.id) : []),
  ];
}

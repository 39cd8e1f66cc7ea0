/**
 * What an account holds in common with others, as far as one question needs it: identifiers and their holders, and
 * direct ties between accounts (the same person, referred, managed). Trade and visits are left out: to have bought
 * from a fraudster is to be a victim, not an accomplice.
 */
import { entityKey } from '../../domain/entity-key.ts';
import type { DrawnLink, Entity } from '../../domain/graph-view.ts';
import { typeWeight } from '../../domain/link-strength.ts';
import { ENTITY_KIND_LIST, type EntityKind, EVENT_TYPES, kindEntry, type LinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';

/** The link an account gets to an identifier of this kind. */
const LINK_TO: Partial<Record<EntityKind, LinkType>> = EVENT_TYPES.PROFILE_CHANGE.observes;
const PERSONAL: readonly LinkType[] = ['SAME_PERSON', 'REFERRED', 'MANAGES'];
export const TIE_TYPES: readonly LinkType[] = [...ENTITY_KIND_LIST.flatMap((kind) => LINK_TO[kind] ?? []), ...PERSONAL];

export const isIdentifier = ({ kind }: Pick<EntityRef, 'kind'>): boolean => kindEntry(kind).class === 'identifier';
export const isActor = ({ kind }: Pick<EntityRef, 'kind'>): boolean => kindEntry(kind).class === 'actor';

/** From an account to what it holds, or to another account; `link` is null where it was only given. */
export type Tie = { readonly to: EntityRef; readonly link: DrawnLink | null; readonly weight: number };
export type Holder = { readonly ref: EntityRef; readonly link: DrawnLink };
export type SharedThing = {
  readonly ref: EntityRef;
  readonly holders: readonly Holder[];
  /** Holders that were not read. */
  readonly hidden: number;
};

export type TieGraph = {
  /** By the account's key. */
  readonly ties: Map<string, readonly Tie[]>;
  /** By the identifier's key; hubs are not in it. */
  readonly things: Map<string, SharedThing>;
  /** By key: what the graph holds of the identifiers and accounts met; null = it has no such entity. */
  readonly entities: Map<string, Entity | null>;
};

export const newTieGraph = (): TieGraph => ({ ties: new Map(), things: new Map(), entities: new Map() });

export const givenTie = (to: EntityRef): Tie => ({ to, link: null, weight: weightOf(to.kind) });
const weightOf = (kind: EntityKind): number => typeWeight(LINK_TO[kind] ?? 'TRANSACTED_WITH');

/** Sharing is told by the kind of the thing; a direct tie by the link's own strength, which counts its crowd. */
export function toTie(account: EntityRef, link: DrawnLink): Tie {
  const to = entityKey(link.from) === entityKey(account) ? link.to : link.from;
  return { to, link, weight: isIdentifier(to) ? typeWeight(link.type) : link.strength };
}

/** One holder counts once, however many links tie it to the thing; accounts only. */
export function toSharedThing(ref: EntityRef, links: readonly DrawnLink[], hidden: number): SharedThing {
  const holders = new Map<string, Holder>();
  for (const link of links) {
    const key = entityKey(link.from);
    if (isActor(link.from) && !holders.has(key)) holders.set(key, { ref: link.from, link });
  }
  return { ref, holders: [...holders.values()], hidden };
}

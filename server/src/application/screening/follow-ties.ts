/**
 * Reads ties level by level: what the asked accounts hold, then who else holds it. Every read is bounded, and what is
 * held by very many, or in order, is put aside unread: it would cost the most and say the least.
 */
import type { AllowList } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import { tieKey } from '../../domain/verdict.ts';
import type { ExpandedEntity, GraphStore, MetEntity } from '../ports/graph-store.ts';
import { type PutAside, putAside } from './put-aside.ts';
import {
  isActor,
  isIdentifier,
  newTieGraph,
  TIE_TYPES,
  type Tie,
  type TieGraph,
  toSharedThing,
  toTie,
} from './tie-graph.ts';

export type TieLimits = {
  /** Identifiers with more links than this are hubs. */
  readonly hubLinks: number;
  /** At most so many of each account's ties, the strongest. */
  readonly tiesPerAccount: number;
  /** At most so many holders read of each thing. */
  readonly holders: number;
  /** At most so many things looked through, the least shared first. */
  readonly things: number;
};
/** What the asked entity itself holds is read generously. */
export const NEAR: TieLimits = { hubLinks: 1_000, tiesPerAccount: 200, holders: 200, things: 100 };
/** What those hold who share something with it: they are many, so each gets less. */
export const FAR: TieLimits = { hubLinks: 100, tiesPerAccount: 30, holders: 50, things: 150 };
const MOST_ACCOUNTS_WALKED = 60;
const MOST_MET = 20_000;

type TieSources = { readonly graph: GraphStore; readonly cut: ReadonlySet<string>; readonly allowed: AllowList };

export class TieReader {
  readonly tied: TieGraph = newTieGraph();
  readonly aside = new Map<string, PutAside>();
  readonly #graph: GraphStore;
  readonly #cut: ReadonlySet<string>;
  readonly #allowed: AllowList;

  /** `cut`: ends that somebody judged not to be tied, by `tieKey`. */
  constructor({ graph, cut, allowed }: TieSources) {
    this.#graph = graph;
    this.#cut = cut;
    this.#allowed = allowed;
  }

  /** The ties of these accounts; those of `given` are added to the first. Answers the things to look through. */
  async readTies(accounts: readonly EntityRef[], limits: TieLimits, given: readonly Tie[] = []) {
    const walked = accounts.filter((ref) => !this.tied.ties.has(entityKey(ref))).slice(0, MOST_ACCOUNTS_WALKED);
    const expanded = await this.#expand(walked, limits.tiesPerAccount);
    expanded.forEach((one, i) => {
      const links = one.links.filter(({ from, to }) => !this.#cut.has(tieKey(from, to)));
      this.tied.ties.set(entityKey(one.ref), tiesOf({ ...one, links }, i === 0 ? given : []));
    });
    return this.#readThings(walked, limits);
  }

  async #readThings(accounts: readonly EntityRef[], limits: TieLimits): Promise<readonly EntityRef[]> {
    const targets = new Map<string, EntityRef>();
    for (const account of accounts) {
      for (const { to } of this.tied.ties.get(entityKey(account)) ?? []) targets.set(entityKey(to), to);
    }
    await this.readEntities([...targets.values()]);
    const things = [...targets.values()].filter((ref) => isIdentifier(ref) && !this.tied.things.has(entityKey(ref)));
    return this.#affordable(things, limits);
  }

  async readHolders(things: readonly EntityRef[], { holders }: TieLimits): Promise<void> {
    const expanded = await this.#expand(things, holders);
    for (const { ref, links, hidden } of expanded) {
      const holding = links.filter(({ from, to }) => !this.#cut.has(tieKey(from, to)));
      this.tied.things.set(entityKey(ref), toSharedThing(ref, holding, hidden));
    }
    await this.readEntities(expanded.flatMap(({ links }) => links.map(({ from }) => from)).filter(isActor));
  }

  #affordable(things: readonly EntityRef[], { hubLinks, things: most }: TieLimits): readonly EntityRef[] {
    const known = things.flatMap((ref) => this.tied.entities.get(entityKey(ref)) ?? []);
    const shared = known.filter((entity) => {
      const aside = putAside(entity, hubLinks, this.#allowed);
      if (aside) this.aside.set(entityKey(entity), aside);
      return aside === null;
    });
    return shared
      .sort((a, b) => a.linkCount - b.linkCount)
      .slice(0, most)
      .map(({ kind, id }) => ({ kind, id }));
  }

  async #expand(of: readonly EntityRef[], limitPerEntity: number): Promise<readonly ExpandedEntity[]> {
    if (of.length === 0) return [];
    const expanded = await this.#graph.expand({ of, types: TIE_TYPES, limitPerEntity, withEnds: true });
    for (const { ends } of expanded) for (const end of ends ?? []) this.tied.entities.set(entityKey(end), end);
    return expanded;
  }

  /** Who holds any of these, not how; null where the store tells only together with how, or they are too many. */
  async meetHolders(things: readonly EntityRef[]): Promise<readonly MetEntity[] | null> {
    if (things.length === 0) return [];
    return (await this.#graph.meetAround?.({ of: things, types: TIE_TYPES, limit: MOST_MET })) ?? null;
  }

  entitiesMet(): readonly MetEntity[] {
    const present = [...this.tied.entities.values()].filter((entity) => entity !== null);
    return present.map(({ kind, id, risk }) => ({ kind, id, riskLabel: risk?.label ?? null }));
  }

  async readEntities(refs: readonly EntityRef[]): Promise<void> {
    const fresh = new Map<string, EntityRef>();
    for (const ref of refs) if (!this.tied.entities.has(entityKey(ref))) fresh.set(entityKey(ref), ref);
    if (fresh.size === 0) return;
    const keys = [...fresh.keys()];
    const found = await this.#graph.entities([...fresh.values()]);
    found.forEach((entity, i) => {
      this.tied.entities.set(keys[i] ?? '', entity);
    });
  }
}

/** One tie to each thing or account: the strongest that is on record, else what was given. */
function tiesOf({ ref, links }: ExpandedEntity, given: readonly Tie[]): readonly Tie[] {
  const ties = new Map(given.map((tie) => [entityKey(tie.to), tie]));
  // Asked about itself, a thing is looked through as what is given, not as an account with ties.
  if (isIdentifier(ref)) return given;
  for (const link of links) {
    const tie = toTie(ref, link);
    const key = entityKey(tie.to);
    const known = ties.get(key);
    if (!known?.link || known.weight < tie.weight) ties.set(key, tie);
  }
  ties.delete(entityKey(ref));
  return [...ties.values()];
}

/**
 * Both-ended search (Pohl 1971): grows a ball of links around each end, the smaller frontier first, until the balls
 * hold every path that can be among the best. With radii r and s they hold every path of length ≤ r + s: of each of
 * its links one end lies within r of the first entity or within s of the second, and was expanded. The store is asked for
 * the shortest ways first, which it finds past any cut of an expansion: where they are as many as wanted, they are the
 * answer, else they are among those the balls are searched for.
 */

import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { bestPaths, type KeyPath } from './best-paths.ts';
import { HUB_LINKS, isHub } from './hub.ts';
import { LocalGraph } from './local-graph.ts';
import { compareRefs } from './suspicion-order.ts';
import { LINKS_PER_HOP, LINKS_PER_START } from './walk.ts';

export type BetweenQuestion = {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly maxLength: number;
  readonly count: number;
  readonly avoidHubs: boolean;
};

/** Entities one side may walk from on one hop. */
const WALKED_PER_HOP = 2_000;

type Side = { readonly seen: Set<string>; frontier: readonly EntityRef[]; isStart: boolean };

type Search = {
  readonly store: GraphStore;
  readonly question: BetweenQuestion;
  readonly local: LocalGraph;
  readonly hubs: Set<string>;
};
export type Between = { readonly local: LocalGraph; readonly paths: readonly KeyPath[] };

export async function searchBetween(store: GraphStore, question: BetweenQuestion): Promise<Between> {
  const search: Search = { store, question, local: new LocalGraph(), hubs: new Set() };
  return (await askBetween(search)) ?? expandBetween(search);
}

/** Null where the store does not know, or knows fewer than wanted: longer ones may follow. */
async function askBetween(search: Search): Promise<Between | null> {
  const { from, to, maxLength, count, avoidHubs } = search.question;
  const mostLinks = avoidHubs ? HUB_LINKS : Number.MAX_SAFE_INTEGER;
  const links = await search.store.linksBetween({ from, to, maxLength, mostLinks });
  if (!links) return null;
  for (const link of links) search.local.add(link);
  const paths = pathsUpTo(search, maxLength);
  const isWhole = links.length === 0 || paths[count - 1]?.keys.length === paths[0]?.keys.length;
  return isWhole ? { local: search.local, paths } : null;
}

async function expandBetween(search: Search): Promise<Between> {
  const { question } = search;
  const sides = [sideOf(question.from), sideOf(question.to)] as const;
  for (let length = 1; length <= question.maxLength; length++) {
    const side = smallerSide(sides);
    if (side === null) return { local: search.local, paths: pathsUpTo(search, question.maxLength) };
    await grow(search, side);
    const paths = pathsUpTo(search, length);
    if (paths.length >= question.count || length === question.maxLength) return { local: search.local, paths };
  }
  return { local: search.local, paths: [] };
}

function pathsUpTo({ question, local, hubs }: Search, maxLength: number): readonly KeyPath[] {
  const ends = { from: entityKey(question.from), to: entityKey(question.to) };
  return bestPaths(local, { ...ends, maxLength, count: question.count, avoided: hubs });
}

const sideOf = (ref: EntityRef): Side => ({ seen: new Set([entityKey(ref)]), frontier: [ref], isStart: true });

/** Null when a side can grow no more: it has seen all that is tied to its end, and the other could add nothing. */
function smallerSide([a, b]: readonly [Side, Side]): Side | null {
  if (a.frontier.length === 0 || b.frontier.length === 0) return null;
  return a.frontier.length <= b.frontier.length ? a : b;
}

async function grow(search: Search, side: Side): Promise<void> {
  const of = side.frontier;
  const most = side.isStart ? LINKS_PER_START : HUB_LINKS;
  const limitPerEntity = Math.min(most, Math.max(20, Math.floor(LINKS_PER_HOP / of.length)));
  const fresh = new Map<string, EntityRef>();
  for (const { links } of await search.store.expand({ of, limitPerEntity })) {
    for (const link of links) {
      search.local.add(link);
      for (const end of [link.from, link.to]) if (!side.seen.has(entityKey(end))) fresh.set(entityKey(end), end);
    }
  }
  for (const key of fresh.keys()) side.seen.add(key);
  side.frontier = await walkable(search, [...fresh.values()].sort(compareRefs));
  side.isStart = false;
}

async function walkable({ store, question, hubs }: Search, refs: readonly EntityRef[]): Promise<readonly EntityRef[]> {
  if (!question.avoidHubs) return refs.slice(0, WALKED_PER_HOP);
  const entities = await store.entities(refs);
  for (const entity of entities) if (entity && isHub(entity)) hubs.add(entityKey(entity));
  return refs.filter((ref) => !hubs.has(entityKey(ref))).slice(0, WALKED_PER_HOP);
}

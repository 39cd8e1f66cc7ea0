/**
 * A pasted list: how these belong together, which rings they are in, who else belongs, what they share and how rare
 * that is. The work is bounded by the number of clues, never by the size of the graph.
 */

import { entityKey } from '../domain/entity-key.ts';
import type { Failure } from '../domain/failure.ts';
import type { Entity, Subgraph } from '../domain/graph-view.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ring, SharedIdentifier } from '../domain/ring.ts';
import { linksBetween } from './draw-ring.ts';
import { pairPaths } from './exploration/pair-paths.ts';
import { type Clues, resolveClues } from './exploration/resolve-clues.ts';
import { alsoInvolved, seedKeys, sharedIdentifiers } from './exploration/shared-identifiers.ts';
import { exploreSurroundings, type Surroundings } from './exploration/surroundings.ts';
import { compareSuspicion, type Ranked } from './exploration/suspicion-order.ts';
import { tieTogether } from './exploration/tie-together.ts';
import { DRAWN_LINKS_LIMIT } from './explore-neighbourhood.ts';
import { describePaths, type Path } from './find-paths.ts';
import type { GraphStore } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export type Investigation = {
  readonly subgraph: Subgraph;
  readonly paths: readonly Path[];
  readonly rings: readonly Ring[];
  readonly alsoInvolved: readonly Entity[];
  readonly sharedIdentifiers: readonly SharedIdentifier[];
  readonly unknown: readonly string[];
  readonly found: readonly Entity[];
};
export type InvestigationRequest = Clues & { readonly maxHops: number };

const MOST_NODES = 1_000;
const MOST_PATHS = 50;
const MOST_RINGS = 50;

export async function investigate(
  reader: Reader,
  request: InvestigationRequest,
): Promise<Result<Investigation, Failure>> {
  const refused = refusal(reader.principal, 'readGraph') ?? refusal(reader.principal, 'readRings');
  if (refused) return fail(refused);
  const clues = await resolveClues(reader, request);
  const seeds = seedKeys(clues.seeds);
  const { maxHops } = request;
  const surroundings = await exploreSurroundings(reader.graph, { seeds: clues.seeds, maxHops });
  const tying = tieTogether(surroundings, { seeds: [...seeds], maxHops });
  const keyPaths = pairPaths(surroundings.local, {
    seeds: [...seeds],
    through: new Set(tying.map(({ entity }) => entityKey(entity))),
    maxHops,
    count: MOST_PATHS,
  });
  const { graph } = reader;
  const [subgraph, paths, rings, shared, others] = await Promise.all([
    draw(graph, { seeds: clues.seeds, tying, surroundings }),
    describePaths(graph, { local: surroundings.local, paths: keyPaths }),
    ringsOf(reader, clues),
    sharedIdentifiers(graph, surroundings, seeds),
    alsoInvolved(graph, surroundings, seeds),
  ]);
  const { unknown, found } = clues;
  return ok({ subgraph, paths, rings, alsoInvolved: others, sharedIdentifiers: shared, unknown, found });
}

type Drawing = {
  readonly seeds: readonly Entity[];
  readonly tying: readonly Ranked[];
  readonly surroundings: Surroundings;
};

async function draw(graph: GraphStore, { seeds, tying, surroundings }: Drawing): Promise<Subgraph> {
  const others = [...tying].sort(compareSuspicion).map(({ entity }) => entity);
  const nodes = [...seeds, ...others].slice(0, MOST_NODES);
  const links = await graph.linksAmong(nodes, { limit: DRAWN_LINKS_LIMIT });
  const omittedNodes = seeds.length + others.length - nodes.length;
  const truncated = omittedNodes > 0 || surroundings.isCut || links.length >= DRAWN_LINKS_LIMIT;
  return { nodes, links: linksBetween(nodes, links), truncated, omittedNodes };
}

type Found = { readonly seeds: readonly Entity[]; readonly rings: readonly Ring[] };

/** Rings that were pasted, then those the seeds are in, highest score first. */
async function ringsOf({ rings }: Reader, { seeds, rings: pasted }: Found): Promise<readonly Ring[]> {
  const byEntity = await rings.ringsOf(seeds);
  const theirs = [...byEntity.values()].flat().sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return [...new Map([...pasted, ...theirs].map((ring) => [ring.id, ring])).values()].slice(0, MOST_RINGS);
}

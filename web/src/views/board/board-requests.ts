/** What the board asks the server for, and how the answer gets onto it. No React: restoring a link plays these too. */
import { fetchNeighbourhood, NEIGHBOURHOOD_LIMIT } from '../../api/fetch-neighbourhood.ts';
import { fetchPaths } from '../../api/fetch-paths.ts';
import type { Path } from '../../api/shapes.ts';
import { parseKey, toBoardParts } from '../../api/to-board.ts';
import { adjacencyOf, neighboursOf } from '../../exploration/adjacency.ts';
import { addSubgraph, collapse, showPath } from '../../exploration/board-producers.ts';
import type { BoardStep, NodeKey } from '../../exploration/board-state.ts';
import type { BoardStore } from '../../exploration/board-store.ts';
import type { LinkType } from '../../exploration/vocabulary.ts';

/** The server's own limit for one answer. */
const SUBGRAPH_LIMIT = 1_000;

export type Expanded = { readonly added: number; readonly omitted: number };

/** Adds up to fifty more neighbours of one node; what is there already counts towards the question, not the answer. */
export async function requestExpansion(store: BoardStore, key: NodeKey, linkType?: LinkType): Promise<Expanded> {
  const ref = parseKey(key);
  if (!ref) return { added: 0, omitted: 0 };
  const before = store.getState();
  const present = neighboursOf(adjacencyOf(before.links), key).length;
  const limit = Math.min(SUBGRAPH_LIMIT, present + NEIGHBOURHOOD_LIMIT + 1);
  const subgraph = await fetchNeighbourhood([ref], { limit, ...(linkType ? { linkTypes: [linkType] } : {}) });
  const omittedNodes = subgraph.omittedNodes;
  store.apply(addSubgraph({ ...toBoardParts(subgraph), parent: key, omittedNodes, ...(linkType ? { linkType } : {}) }));
  return { added: store.getState().nodes.size - before.nodes.size, omitted: omittedNodes };
}

export async function requestPaths(from: NodeKey, to: NodeKey, avoidHubs: boolean): Promise<readonly Path[]> {
  const [start, end] = [parseKey(from), parseKey(to)];
  return start && end ? fetchPaths(start, end, avoidHubs) : [];
}

export function putPathOnBoard(store: BoardStore, path: Path, label: string): void {
  const { nodes, links } = toBoardParts(path);
  const [from, to] = [nodes[0]?.key, nodes.at(-1)?.key];
  if (from && to) store.apply(showPath({ from, to, nodes, links, label }));
}

/** Plays the steps of a link again, in their order; a step that fails (an account removed since) is counted. */
export async function replaySteps(
  store: BoardStore,
  steps: readonly BoardStep[],
  label: (path: Path) => string,
): Promise<number> {
  let failed = 0;
  for (const step of steps) {
    const isPlayed = await replayStep(store, step, label).then(
      () => true,
      () => false,
    );
    if (!isPlayed) failed += 1;
  }
  return failed;
}

async function replayStep(store: BoardStore, step: BoardStep, label: (path: Path) => string): Promise<void> {
  switch (step.action) {
    case 'expand':
      await requestExpansion(store, step.key, step.linkType ?? undefined);
      return;
    case 'collapse':
      store.apply(collapse(step.key));
      return;
    case 'path': {
      const paths = await requestPaths(step.from, step.to, true);
      const best = paths[0] ?? (await requestPaths(step.from, step.to, false))[0];
      if (best) putPathOnBoard(store, best, label(best));
    }
  }
}

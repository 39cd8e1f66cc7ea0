import type { Subgraph } from '../../api/shapes.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';

/** The server's limit for one picture. */
export const MOST_NODES = 1_000;

type Props = {
  readonly graph: { readonly error: unknown; readonly isFetching: boolean; readonly refetch: () => unknown };
  /** What is on the board, also while more is on its way; null before anything is. */
  readonly shown: Subgraph | null;
  /** How many entities were asked for, and how many more at a time. */
  readonly limit: number;
  readonly step: number;
  readonly sentence: (some: number, all: number) => string;
  readonly onLimit: (limit: number) => void;
};

/** How much a page's first picture leaves out, and the way to more of it. */
export function PictureCut({ graph, shown, limit, step, sentence, onLimit }: Props) {
  if (!shown) return null;
  if (graph.error !== null) return <FailureNotice error={graph.error} retry={() => void graph.refetch()} />;
  if (!shown.truncated) return null;
  const wanted = Math.min(MOST_NODES, limit + step);
  const next = {
    count: Math.min(wanted - limit, shown.omittedNodes),
    run: () => onLimit(wanted),
    busy: graph.isFetching,
  };
  const { nodes, omittedNodes } = shown;
  return <Cut sentence={sentence(nodes.length, nodes.length + omittedNodes)} next={wanted > limit ? next : null} />;
}

import { isSince } from '../../api/use-ring-diff.ts';
import { RING_GRAPH_LIMIT } from '../../api/use-ring-graph.ts';
import { MOST_NODES } from '../board/picture-cut.tsx';

/**
 * The ring page's own part of the address: which rows are open, the stretch of time they are limited to, what
 * changes are counted from (a picture or a day), and how many entities the picture may hold; null: as at first.
 */
export type OwnState = {
  readonly tab: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly limit: string | null;
  readonly since: string | null;
};

const isTime = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

export function parseOwnState(search: string): OwnState {
  const parameters = new URLSearchParams(search);
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  const since = parameters.get('since');
  const limit = Number(parameters.get('limit'));
  const isLimit = Number.isInteger(limit) && limit > RING_GRAPH_LIMIT && limit <= MOST_NODES;
  return {
    tab: parameters.get('tab'),
    from: isTime(from) ? from : null,
    to: isTime(to) ? to : null,
    limit: isLimit ? String(limit) : null,
    since: since !== null && isSince(since) ? since : null,
  };
}

export const pictureLimit = ({ limit }: OwnState): number => (limit === null ? RING_GRAPH_LIMIT : Number(limit));

export const initialOwnState = (): OwnState => parseOwnState(window.location.search);

/** What the GraphQL room gives the streams, as they see it. */
import type { GraphQLFormattedError } from 'graphql';
import type { Authenticate } from '../../../application/authenticate.ts';
import type { Principal } from '../../../domain/principal.ts';
import type { Log } from '../../log.ts';
import type { OwnOrigin } from '../own-origin.ts';
import type { StreamPlaces } from './stream-places.ts';

export type StreamRequest = {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly lastEventId?: string | null;
};
type StreamEvent = { readonly id: string | null; readonly result: object };
export type Subscribe = (
  request: StreamRequest,
  principal: Principal,
  signal: AbortSignal,
) => Promise<
  | { readonly ok: true; readonly events: AsyncGenerator<StreamEvent, void> }
  | { readonly ok: false; readonly errors: readonly GraphQLFormattedError[] }
>;

export type StreamOptions = {
  readonly subscribe: Subscribe;
  readonly authenticate: Authenticate;
  readonly ownOrigin: OwnOrigin;
  readonly secure: boolean;
  readonly places: StreamPlaces;
  readonly log: Log;
  /** Default: HEARTBEAT_MS and STALLED_MS. */
  readonly heartbeatMs?: number;
  readonly stalledMs?: number;
};

/** Arguments as the schema lets them through, towards what the use cases take. Limits were checked before. */
import type { EventFilter, TimeWindow } from '../../application/ports/graph-store.ts';
import type { DrawnLinkType, EntityKind, EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { PageArguments } from '../shared/connection.ts';

/** GraphQL lets any optional argument be null; null is the same as not given. */
export type Maybe<T> = T | null | undefined;
export type EntityRefInput = { readonly kind: EntityKind; readonly externalId: string };

export type WindowArguments = { readonly from?: Maybe<TimePoint>; readonly to?: Maybe<TimePoint> };
export type EventsArguments = WindowArguments &
  PageArguments & {
    readonly of?: Maybe<readonly EntityRefInput[]>;
    readonly among?: Maybe<boolean>;
    readonly types?: Maybe<readonly EventType[]>;
    readonly orderId?: Maybe<string>;
  };
export type NeighbourhoodArguments = WindowArguments & {
  readonly of: readonly EntityRefInput[];
  readonly depth?: Maybe<number>;
  readonly linkTypes?: Maybe<readonly DrawnLinkType[]>;
  readonly limit?: Maybe<number>;
};
export type PathsArguments = {
  readonly from: EntityRefInput;
  readonly to: EntityRefInput;
  readonly maxLength?: Maybe<number>;
  readonly count?: Maybe<number>;
  readonly avoidHubs?: Maybe<boolean>;
};

export const toRef = ({ kind, externalId }: EntityRefInput): EntityRef => ({ kind, id: externalId });

export function toWindow({ from, to }: WindowArguments): { readonly window?: TimeWindow } {
  if (from == null && to == null) return {};
  return { window: { ...(from != null && { from }), ...(to != null && { to }) } };
}

export const toEventFilter = (args: EventsArguments): EventFilter => ({
  ...(args.of != null && { of: args.of.map(toRef) }),
  ...(args.among === true && { among: true }),
  ...(args.types != null && { types: args.types }),
  ...(args.orderId != null && { orderId: args.orderId }),
  ...toWindow(args),
});

export const toNeighbourhood = (args: NeighbourhoodArguments) => ({
  of: args.of.map(toRef),
  depth: args.depth ?? 1,
  limit: args.limit ?? 200,
  ...(args.linkTypes != null && { linkTypes: args.linkTypes }),
  ...toWindow(args),
});

export const toBetween = (args: PathsArguments) => ({
  from: toRef(args.from),
  to: toRef(args.to),
  maxLength: args.maxLength ?? 6,
  count: args.count ?? 3,
  avoidHubs: args.avoidHubs ?? true,
});

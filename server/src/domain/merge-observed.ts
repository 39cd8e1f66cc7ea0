/**
 * What an event witnesses: the line of its own type between its ends, and the stated-or-observed links it proves. The
 * observed part of a link is a pure function of the merged events: how many witness it, from when to when.
 */
import {
  type DrawnLinkType,
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  type EventReference,
  type EventType,
  eventEntry,
  type LinkType,
} from './ontology.ts';

/** A link an event witnesses, told by the parts of the event its ends stand in. */
export type Observation = {
  readonly link: DrawnLinkType;
  readonly from: 'from' | 'to';
  readonly to: 'to' | EventReference;
};

export type ObservedLink = {
  readonly count: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
};

type Witnessing = Readonly<Partial<Record<'declined' | 'outcome' | 'at' | 'removedAt', unknown>>>;

/** A stranger's failed login ties nobody to a device. On LOGIN, `declined` means a failure too. */
export const isFailed = (event: Witnessing): boolean => event.declined === true || event.outcome === 'failure';

/** Removed means `removedAt` is at or after the (last) sighting. */
export const isRemoved = (removedAt: number | null, lastSeen: number | null): boolean =>
  removedAt !== null && (lastSeen === null || removedAt >= lastSeen);

const plans = new Map<string, readonly Observation[]>();

/** What a valid event of this type with such a target witnesses, where it names the reference. */
export function observations(type: EventType, toKind: EntityKind): readonly Observation[] {
  const key = `${type} ${toKind}`;
  const known = plans.get(key);
  if (known) return known;
  const plan = makePlan(type, toKind);
  plans.set(key, plan);
  return plan;
}

function makePlan(type: EventType, toKind: EntityKind): readonly Observation[] {
  const entry = eventEntry(type);
  const plan: Observation[] = entry.self ? [] : [{ link: type, from: 'from', to: 'to' }];
  const target = entry.observes?.[toKind];
  if (target) plan.push({ link: target, from: 'from', to: 'to' });
  for (const reference of EVENT_REFERENCE_LIST) {
    const { observes }: { readonly kind: EntityKind; readonly observes?: LinkType } = EVENT_REFERENCES[reference];
    if (!observes) continue;
    // A commission is paid to its target: the account in it is theirs.
    const owner = type === 'COMMISSION' && reference === 'payoutAccount' ? 'to' : 'from';
    plan.push({ link: observes, from: owner, to: reference });
  }
  return plan;
}

/** Events to and from relationships; the ends are the relationship's own. */
import type { GraphEvent } from '../../domain/graph-view.ts';
import { isFailed, isRemoved, observations } from '../../domain/merge-observed.ts';
import type { Merged } from '../../domain/merge-record.ts';
import {
  type DrawnLinkType,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  type EventReference,
  type EventType,
} from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fieldOf, layoutOf, type Properties, readMerged, timeOf, toProperties } from './merged-properties.ts';

const EVENT_LAYOUT = layoutOf(
  'at#',
  'status',
  ['amount', 'amount', 'currency'],
  'orderId',
  ...EVENT_REFERENCE_LIST,
  'declined',
  'outcome',
  'rating',
  'action',
  'reason',
  'quantity',
  'discount',
  'removedAt#',
);

export type Ends = { readonly from: EntityRef; readonly to: EntityRef };

export function endsOf({ fields }: Merged): Ends {
  const ends = fieldOf(fields, 'ends');
  if (typeof ends !== 'object' || ends === null) throw new Error('an event without ends');
  const [fromKind, fromId, toKind, toId] = ends as readonly string[];
  return {
    from: { kind: fromKind as EntityRef['kind'], id: fromId ?? '' },
    to: { kind: toKind as EntityRef['kind'], id: toId ?? '' },
  };
}

/** Ties its ends together: not failed, not removed. */
export function witnesses({ fields }: Merged): boolean {
  if (isFailed({ declined: fieldOf(fields, 'declined'), outcome: fieldOf(fields, 'outcome') })) return false;
  return !isRemoved(timeOf(fields, 'removedAt'), timeOf(fields, 'at'));
}

export const eventProperties = (id: string, merged: Merged): Record<string, unknown> => ({
  ...toProperties(EVENT_LAYOUT, merged),
  id,
  void: witnesses(merged) ? null : true,
  undated: isUndated(merged) ? id : null,
});

/** Shown behind all others: found by an index of its own, for none knows what is not there. */
const isUndated = ({ fields }: Merged): boolean =>
  timeOf(fields, 'at') === null && timeOf(fields, 'removedAt') === null;

/** `ends` are merged as a field like any other; their version is told among the others. */
export function readEvent(ends: Ends, properties: Properties): Merged {
  const { updatedAt, fields } = readMerged(EVENT_LAYOUT, properties);
  const version = versionOfEnds(properties, updatedAt);
  const { from, to } = ends;
  const value = [from.kind, from.id, to.kind, to.id];
  return { updatedAt, fields: new Map([['ends', { value, version }], ...fields]) };
}

function versionOfEnds(properties: Properties, updatedAt: number): number {
  const text = properties['versions'];
  if (typeof text !== 'string') return updatedAt;
  const versions: Readonly<Record<string, number>> = JSON.parse(text);
  return versions['ends'] ?? updatedAt;
}

export function toEvent(type: EventType, id: string, ends: Ends, properties: Properties): GraphEvent {
  const { updatedAt: _, versions: __, void: ___, undated: ____, ...own } = properties;
  return assembleEvent(type, id, ends, own, properties);
}

function assembleEvent(
  type: EventType,
  id: string,
  { from, to }: Ends,
  own: Properties,
  { updatedAt }: Properties,
): GraphEvent {
  const plain: [string, unknown][] = [];
  const references: [string, unknown][] = [];
  const attributes: [string, unknown][] = [];
  for (const name in own) {
    if (name.startsWith('@')) attributes.push([name.slice(1), own[name]]);
    else if (Object.hasOwn(EVENT_REFERENCES, name)) references.push([name, own[name]]);
    else plain.push([name, own[name]]);
  }
  return {
    ...Object.fromEntries(plain),
    type,
    id,
    from,
    to,
    ...(references.length > 0 && { references: Object.fromEntries(references) }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
    ...(typeof updatedAt === 'number' && { updatedAt }),
  } as GraphEvent;
}

/** One thing an event names, and the actor it speaks of. */
export type Involvement = { readonly as: EventReference; readonly owner: EntityRef; readonly thing: EntityRef };

/** What the event names beside its ends; not again what its target shows already. */
export function involvements(type: EventType, merged: Merged): readonly Involvement[] {
  const { from, to } = endsOf(merged);
  const plan = observations(type, to.kind);
  const found: Involvement[] = [];
  for (const as of EVENT_REFERENCE_LIST) {
    const id = fieldOf(merged.fields, as);
    if (typeof id !== 'string') continue;
    const thing: EntityRef = { kind: EVENT_REFERENCES[as].kind, id };
    const step = plan.find(({ to: end }) => end === as);
    const isTarget = thing.kind === to.kind && id === to.id;
    if (isTarget && plan.some((other) => other.to === 'to' && other.link === step?.link)) continue;
    found.push({ as, owner: step?.from === 'to' ? to : from, thing });
  }
  return found;
}

export type Observed = { readonly type: DrawnLinkType; readonly from: EntityRef; readonly to: EntityRef };

/** The links a witnessing event shows, each once. */
export function observedBy(type: EventType, merged: Merged): readonly Observed[] {
  const ends = endsOf(merged);
  const plan = observations(type, ends.to.kind);
  const direct = plan
    .filter(({ to }) => to === 'to')
    .map(({ link, from }) => ({ type: link, from: ends[from], to: ends.to }));
  const named = involvements(type, merged).flatMap(({ as, owner, thing }) => {
    const step = plan.find(({ to }) => to === as);
    return step ? [{ type: step.link, from: owner, to: thing }] : [];
  });
  return [...direct, ...named];
}

/**
 * Writes links: what their rows state, joined with what the batch's events add to or change of their observed part.
 * Held parts are read, merged by the domain's rules, and only differences are written.
 */
import type { LinkParts } from '../../domain/merge-canonical.ts';
import type { ObservedLink } from '../../domain/merge-observed.ts';
import { earlier, later, mergeStated, type StatedLink } from '../../domain/merge-record.ts';
import type { DrawnLinkType } from '../../domain/ontology.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { count } from './batch-drafts.ts';
import { toInteger } from './connection.ts';
import { isLive, linkProperties, plainColumns, readParts } from './link-properties.ts';
import { type Properties, withoutNulls } from './merged-properties.ts';
import { create, groupBy, inParts, nodeOf, send, type WriteContext } from './write-context.ts';

/** New sightings are added to those held; where an event was corrected, all of them were summed afresh. */
export type Seen = { readonly isWhole: boolean; readonly sum: ObservedLink };
export type LinkChange = {
  readonly type: DrawnLinkType;
  readonly from: number;
  readonly to: number;
  stated: StatedLink | null;
  seen: Seen | null;
};
/** By type, then by both ends in one number where they fit: for a text each, a third of the joining. */
export type LinkChanges = Map<DrawnLinkType, Map<number | string, LinkChange>>;
const SHIFT = 2 ** 26;

export function changeOf(changes: LinkChanges, type: DrawnLinkType, from: number, to: number): LinkChange {
  const ofType = changes.get(type) ?? new Map<number | string, LinkChange>();
  if (ofType.size === 0) changes.set(type, ofType);
  const key = from < SHIFT && to < SHIFT ? from * SHIFT + to : `${from} ${to}`;
  const known = ofType.get(key);
  if (known) return known;
  const change: LinkChange = { type, from, to, stated: null, seen: null };
  ofType.set(key, change);
  return change;
}

export function* allOf(changes: LinkChanges): Iterable<LinkChange> {
  for (const ofType of changes.values()) yield* ofType.values();
}

export function noteStated(context: WriteContext, changes: LinkChanges): void {
  for (const { type, from, to, stated } of context.drafts.links) {
    changeOf(changes, type, nodeOf(context, from), nodeOf(context, to)).stated = stated;
  }
}

const isLinkType = (type: DrawnLinkType): boolean => (LINK_TYPE_LIST as readonly string[]).includes(type);
/** The relationship type: the lines of events share one. */
const drawnAs = (type: DrawnLinkType): string => (isLinkType(type) ? type : 'EVENTS');

export async function writeLinks(context: WriteContext, changes: LinkChanges): Promise<void> {
  for (const [type, ofType] of groupBy(allOf(changes), (change) => drawnAs(change.type))) {
    for (const part of inParts(ofType)) await writePart(context, type, part);
  }
  const rows = [...context.degrees].filter(([, difference]) => difference !== 0);
  for (const part of inParts(rows)) {
    send(context, 'write/add-degrees', part);
  }
}

type Held = { readonly link: number; readonly parts: LinkParts };

async function writePart(context: WriteContext, type: string, part: readonly LinkChange[]): Promise<void> {
  const held = await findHeld(context, type, part);
  const rows: Rows = { plain: [], created: [], updated: [], deleted: [] };
  part.forEach((change, position) => {
    const before = held.get(position);
    const after = merge(context, change, before?.parts ?? null);
    if (after !== before?.parts) addRow(context, rows, { change, before, after });
  });
  create(context, 'write/create-plain-links', rows.plain, type);
  create(context, 'write/create-links', rows.created, type);
  send(context, 'write/update-relationships', rows.updated);
  send(context, 'write/delete-relationships', rows.deleted);
}

type Rows = Readonly<Record<'plain' | 'created' | 'updated' | 'deleted', unknown[]>>;
type Difference = { readonly change: LinkChange; readonly before: Held | undefined; readonly after: LinkParts };

function addRow(context: WriteContext, rows: Rows, { change, before, after }: Difference): void {
  noteDegrees(context, change, Number(isLive(after)) - Number(before !== undefined && isLive(before.parts)));
  const isThere = after.stated !== null || after.observed !== null;
  if (isLinkType(change.type)) context.state.links += Number(isThere) - Number(before !== undefined);
  if (!isThere) {
    if (before) rows.deleted.push(toInteger(before.link));
    return;
  }
  const line = isLinkType(change.type) ? null : { type: change.type };
  const columns = before ? null : plainColumns(after);
  if (columns) {
    rows.plain.push([change.from, change.to, ...columns, line?.type]);
    return;
  }
  const properties = { ...withoutNulls(linkProperties(after)), ...line };
  if (before) rows.updated.push([toInteger(before.link), properties]);
  else rows.created.push([toInteger(change.from), toInteger(change.to), properties]);
}

async function findHeld({ transaction, written }: WriteContext, type: string, part: readonly LinkChange[]) {
  const pairs = part.flatMap((change, position) =>
    written && !written.mayHold(change.type, change.from, change.to)
      ? []
      : [[position, change.from, change.to].map(toInteger)],
  );
  const held = new Map<number, Held>();
  if (pairs.length === 0) return held;
  for (const [position, link, found] of await transaction.run('write/find-links', { pairs }, type)) {
    const properties = found as Properties;
    if (type === 'EVENTS' && properties['type'] !== part[Number(position)]?.type) continue;
    held.set(Number(position), { link: Number(link), parts: readParts(properties) });
  }
  return held;
}

/** The same object where nothing changed. */
function merge({ tallies }: WriteContext, { stated, seen }: LinkChange, held: LinkParts | null): LinkParts {
  const after = {
    stated: held?.stated ?? null,
    observed: seen ? observedWith(seen, held?.observed ?? null) : (held?.observed ?? null),
  };
  let hasChanged = seen !== null;
  if (stated && held === null) tallies.links.created++;
  else if (stated) {
    const result = after.stated ? mergeStated(after.stated, stated) : { value: stated, changed: true, conflict: false };
    count(tallies.links, result);
    hasChanged ||= result.changed;
    after.stated = result.value;
  }
  if (stated && held === null) after.stated = stated;
  return held !== null && !hasChanged ? held : after;
}

function observedWith({ isWhole, sum }: Seen, held: ObservedLink | null): ObservedLink | null {
  if (isWhole) return sum.count === 0 ? null : sum;
  return held ? addSightings(held, sum) : sum;
}

export const addSightings = (x: ObservedLink, y: ObservedLink): ObservedLink => ({
  count: x.count + y.count,
  firstSeen: earlier(x.firstSeen, y.firstSeen),
  lastSeen: later(x.lastSeen, y.lastSeen),
});

function noteDegrees({ degrees }: WriteContext, { from, to }: LinkChange, difference: number): void {
  if (difference === 0) return;
  for (const node of [from, to]) degrees.set(node, (degrees.get(node) ?? 0) + difference);
}

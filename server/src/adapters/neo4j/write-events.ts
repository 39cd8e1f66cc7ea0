/** Merges event rows, and notes what they add to or change of the links they observe. */
import { type Merged, mergeRows } from '../../domain/merge-record.ts';
import type { EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { count, type EventDraft } from './batch-drafts.ts';
import { toInteger } from './connection.ts';
import { nodeKey, toRef } from './entity-properties.ts';
import { endsOf, eventProperties, involvements, observedBy, readEvent, witnesses } from './event-properties.ts';
import { type Properties, timeOf, withoutNulls } from './merged-properties.ts';
import { create, groupBy, inParts, nodeOf, send, type WriteContext } from './write-context.ts';
import { findAlso } from './write-entities.ts';
import { addSightings, changeOf, type LinkChange, type LinkChanges } from './write-links.ts';

type Held = { readonly event: number; readonly merged: Merged };
/** An event that was there, as it was and as it is now. */
type Corrected = EventDraft & { readonly held: Held };
/** Events written by one pass, and the links whose sightings must be summed afresh. */
type Pass = { readonly created: EventDraft[]; readonly corrected: Corrected[] };

export async function writeEvents(context: WriteContext, changes: LinkChanges): Promise<readonly LinkChange[]> {
  const stale = new Set<LinkChange>();
  for (const [type, drafts] of groupBy(context.drafts.events.values(), (draft) => draft.type)) {
    if (!context.state.eventTypes.includes(type)) context.state.eventTypes = [...context.state.eventTypes, type];
    for (const part of inParts(drafts)) {
      const pass = await mergePart(context, type, part);
      createEvents(context, type, pass.created);
      for (const draft of pass.created) noteSightings(context, changes, draft);
      correctEvents(context, type, pass.corrected);
      for (const draft of pass.corrected) noteStale(context, changes, stale, draft);
    }
  }
  return [...stale];
}

async function mergePart(context: WriteContext, type: EventType, drafts: readonly EventDraft[]): Promise<Pass> {
  const held = context.expectsNew.events ? new Map<string, Held>() : await findHeld(context, type, drafts);
  const pass: Pass = { created: [], corrected: [] };
  for (const draft of drafts) {
    const before = held.get(draft.id);
    if (!before) {
      pass.created.push(draft);
      continue;
    }
    const result = mergeRows(before.merged, draft.merged);
    count(context.tallies.events, result);
    if (result.changed) pass.corrected.push({ ...draft, merged: result.value, held: before });
  }
  context.tallies.events.created += pass.created.length;
  context.state.events += pass.created.length;
  await findAlso(
    context,
    pass.corrected.flatMap(({ type: of, merged, held: { merged: was } }) => [...named(of, merged), ...named(of, was)]),
  );
  return pass;
}

async function findHeld({ transaction }: WriteContext, type: EventType, drafts: readonly EventDraft[]) {
  const rows = await transaction.run('write/find-events', { ids: drafts.map(({ id }) => id) }, type);
  return new Map<string, Held>(
    rows.map(([id, event, from, to, properties]) => [
      String(id),
      {
        event: Number(event),
        merged: readEvent({ from: toRef(from), to: toRef(to) }, properties as Properties),
      },
    ]),
  );
}

function named(type: EventType, merged: Merged): readonly EntityRef[] {
  const { from, to } = endsOf(merged);
  return [from, to, ...involvements(type, merged).flatMap(({ owner, thing }) => [owner, thing])];
}

const at = (context: WriteContext, ref: EntityRef): number => nodeOf(context, nodeKey(ref));

function createEvents(context: WriteContext, type: EventType, drafts: readonly EventDraft[]): void {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ id, merged }) => {
    const { from, to } = endsOf(merged);
    const ends = [at(context, from), at(context, to)].map(toInteger);
    return [...ends, withoutNulls(eventProperties(id, merged))];
  });
  create(context, 'write/create-events', rows, type);
  createInvolvements(context, drafts);
}

function createInvolvements(context: WriteContext, drafts: readonly EventDraft[]): void {
  const rows = drafts.flatMap(({ type, id, merged }) =>
    involvements(type, merged).map(({ as, owner, thing }) => [
      toInteger(at(context, owner)),
      toInteger(at(context, thing)),
      withoutNulls({
        event: type,
        id,
        as,
        at: toInteger(timeOf(merged.fields, 'at')),
        removedAt: toInteger(timeOf(merged.fields, 'removedAt')),
        void: witnesses(merged) ? null : true,
      }),
    ]),
  );
  for (const part of inParts(rows)) create(context, 'write/create-involvements', part);
}

/** An event keeps its ends and is written over, or goes to others and is made anew there. */
function correctEvents(context: WriteContext, type: EventType, drafts: readonly Corrected[]): void {
  const isMoved = ({ merged, held }: Corrected): boolean => endsText(merged) !== endsText(held.merged);
  const stay = drafts.filter((draft) => !isMoved(draft));
  const rows = stay.map(({ id, merged, held }) => [toInteger(held.event), withoutNulls(eventProperties(id, merged))]);
  send(context, 'write/update-relationships', rows);
  deleteInvolvements(context, drafts);
  createInvolvements(context, stay);
  const moved = drafts.filter(isMoved);
  if (moved.length === 0) return;
  const relationships = moved.map(({ held }) => toInteger(held.event));
  send(context, 'write/delete-relationships', relationships);
  createEvents(context, type, moved);
}

const endsText = (merged: Merged): string => JSON.stringify(endsOf(merged));

function deleteInvolvements(context: WriteContext, drafts: readonly Corrected[]): void {
  const rows = drafts.flatMap(({ type, id, held }) =>
    involvements(type, held.merged).map(({ owner, thing }) => [
      toInteger(at(context, owner)),
      toInteger(at(context, thing)),
      type,
      id,
    ]),
  );
  for (const part of inParts(rows)) send(context, 'write/delete-involvements', part);
}

function noteSightings(context: WriteContext, changes: LinkChanges, { type, merged }: EventDraft): void {
  if (!witnesses(merged)) return;
  const time = timeOf(merged.fields, 'at');
  for (const { type: link, from, to } of observedBy(type, merged)) {
    const change = changeOf(changes, link, at(context, from), at(context, to));
    const one = { count: 1, firstSeen: time, lastSeen: time };
    change.seen = { isWhole: false, sum: change.seen ? addSightings(change.seen.sum, one) : one };
  }
}

function noteStale(
  context: WriteContext,
  changes: LinkChanges,
  stale: Set<LinkChange>,
  { type, merged, held }: Corrected,
): void {
  if (witnessText(type, merged) === witnessText(type, held.merged)) return;
  for (const { type: link, from, to } of [...observedBy(type, merged), ...observedBy(type, held.merged)]) {
    const ends = [at(context, from), at(context, to)] as const;
    stale.add(changeOf(changes, link, ...ends));
  }
}

/** Equal texts observe the same. */
const witnessText = (type: EventType, merged: Merged): string =>
  JSON.stringify([witnesses(merged), timeOf(merged.fields, 'at'), observedBy(type, merged)]);

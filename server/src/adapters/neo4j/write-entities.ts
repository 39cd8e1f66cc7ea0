/** Merges entity rows, and gives every entity a batch names its node. */

import { NO_FIELDS, NO_VERSION } from '../../domain/merge-fields.ts';
import type { Merged } from '../../domain/merge-record.ts';
import { mergeRows } from '../../domain/merge-record.ts';
import type { EntityRef } from '../../domain/records.ts';
import { count } from './batch-drafts.ts';
import { toInteger } from './connection.ts';
import { ENTITY_LAYOUT, entityProperties, nodeKey, positionAfter } from './entity-properties.ts';
import { type Properties, readMerged, timeOf, withoutNulls } from './merged-properties.ts';
import { groupBy, inParts, nodeOf, send, type WriteContext } from './write-context.ts';

const BARE: Merged = { updatedAt: NO_VERSION, fields: NO_FIELDS };
const isRemoved = ({ fields }: Merged): boolean => timeOf(fields, 'removedAt') !== null;

export async function writeEntities(context: WriteContext): Promise<void> {
  const { drafts, nodes, expectsNew } = context;
  const unknown = [...drafts.refs.keys()].filter((key) => !nodes.has(key));
  if (!expectsNew.entities) await findEntities(context, unknown);
  const missing = unknown.filter((key) => !nodes.has(key));
  const isNew = new Set(missing);
  await mergeHeld(
    context,
    [...drafts.entities.keys()].filter((key) => !isNew.has(key)),
  );
  await createEntities(context, missing);
}

/** What an event named before it was corrected need not be named by the batch. */
export async function findAlso(context: WriteContext, refs: readonly EntityRef[]): Promise<void> {
  const keys = new Set(refs.map(nodeKey).filter((key) => !context.nodes.has(key)));
  await findEntities(context, [...keys]);
}

async function findEntities({ transaction, nodes }: WriteContext, keys: readonly string[]): Promise<void> {
  for (const part of inParts(keys)) {
    const rows = await transaction.run('write/find-entities', { keys: part });
    for (const [key, node] of rows) nodes.set(String(key), Number(node));
  }
}

async function mergeHeld(context: WriteContext, keys: readonly string[]): Promise<void> {
  const { transaction, drafts, tallies } = context;
  for (const part of inParts(keys)) {
    const keyOf = new Map(part.map((key) => [nodeOf(context, key), key]));
    const held = await transaction.run('write/read-nodes', { nodes: [...keyOf.keys()].map(toInteger) });
    const changed: unknown[] = [];
    const removed: unknown[] = [];
    for (const [node, properties] of held) {
      const key = keyOf.get(Number(node)) ?? '';
      const ref = drafts.refs.get(key);
      const row = drafts.entities.get(key);
      if (!ref || !row) continue;
      const before = readMerged(ENTITY_LAYOUT, properties as Properties);
      const result = mergeRows(before, row);
      count(tallies.entities, result);
      if (result.changed) changed.push([toInteger(Number(node)), entityProperties(ref, result.value)]);
      if (isRemoved(result.value) && !isRemoved(before)) removed.push(toInteger(Number(node)));
    }
    send(context, 'write/update-entities', changed);
    send(context, 'write/label-removed', removed);
  }
}

async function createEntities(context: WriteContext, keys: readonly string[]) {
  const { transaction, drafts, tallies, nodes, state } = context;
  const byKind = groupBy(keys, (key) => drafts.refs.get(key)?.kind);
  let held = state.entities;
  for (const [kind, ofKind] of byKind) {
    for (const part of inParts(ofKind)) {
      const rows = part.map((key, i) => ({
        ...newNode(key, drafts.refs.get(key), drafts.entities.get(key)),
        arrival: toInteger(positionAfter(held + i)),
      }));
      held += part.length;
      const created = await transaction.run('write/create-entities', { rows }, kind);
      for (const [key, node] of created) nodes.set(String(key), Number(node));
      const removed = part.filter((key) => isRemoved(drafts.entities.get(key) ?? BARE));
      send(
        context,
        'write/label-removed',
        removed.map((key) => toInteger(nodeOf(context, key))),
      );
    }
  }
  tallies.entities.created += keys.filter((key) => drafts.entities.has(key)).length;
  state.entities = held;
}

function newNode(key: string, ref: EntityRef | undefined, merged: Merged = BARE): Record<string, unknown> {
  if (!ref) throw new Error('an entity without a reference');
  return { ...withoutNulls(entityProperties(ref, merged)), key, id: ref.id };
}

/** When the first money of each ring leaves, as far as it can still be stopped. */
import { isAhead } from '../../domain/alert-priority.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring } from '../../domain/ring.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { GraphStore } from '../ports/graph-store.ts';

const CHUNK = 500;

/** By ring: the earliest settlement ahead of a member with something to stop; null where none is known. */
export async function readSettlements(
  graph: Pick<GraphStore, 'entities'>,
  { rings, asOf }: { readonly rings: readonly Ring[]; readonly asOf: TimePoint },
): Promise<(ring: Ring) => TimePoint | null> {
  const refs = new Map(rings.flatMap(holders).map((ref) => [entityKey(ref), ref]));
  const times = new Map<string, TimePoint>();
  const all = [...refs.values()];
  for (let start = 0; start < all.length; start += CHUNK) {
    for (const entity of await graph.entities(all.slice(start, start + CHUNK))) {
      const settlesAt = entity?.nextSettlementAt ?? null;
      if (entity !== null && settlesAt !== null && isAhead(settlesAt, asOf)) times.set(entityKey(entity), settlesAt);
    }
  }
  return (ring) => {
    const known = holders(ring).flatMap((ref) => times.get(entityKey(ref)) ?? []);
    return known.reduce<TimePoint | null>((first, time) => (first === null || time < first ? time : first), null);
  };
}

const holders = ({ members }: Ring): readonly EntityRef[] =>
  members.flatMap(({ kind, id, standing }) => ((standing?.stillStoppable.length ?? 0) > 0 ? [{ kind, id }] : []));

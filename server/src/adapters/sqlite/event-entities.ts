/**
 * Which events an entity is in, in whatever role, and when: one table instead of an index for each of the thirteen
 * roles. Filled in the order of its key a pass at a time, for rows written in order of arrival cost several times more.
 */
import type { EventShape } from './observed-keys.ts';
import { createBulkWrite, type SqlValue, type StatementCache } from './sql.ts';

/** Stands for an unknown time, which comes last, newest first. Times are positive. */
export const UNKNOWN_AT = -1;

type Place = Pick<EventShape, 'from' | 'to' | 'references'>;

/** Each once, though it stand in several roles. */
export function entitiesOf({ from, to, references }: Place): Set<number> {
  const entities = new Set([from, to]);
  for (const reference of references) if (reference !== 0) entities.add(reference);
  return entities;
}

/** More than the entities of the events of a pass. */
const POSITIONS = 2 ** 20;

export class EventEntityWriter {
  readonly #insert;
  readonly #remove;
  #entities: number[] = [];
  #ats: number[] = [];
  #events: number[] = [];

  constructor(prepare: StatementCache) {
    this.#insert = createBulkWrite(
      prepare,
      3,
      (values) => `INSERT INTO event_entity (entity, at, event) VALUES ${values}`,
    );
    this.#remove = prepare('DELETE FROM event_entity WHERE entity = ? AND at = ? AND event = ?');
  }

  add(event: number, at: number | null, place: Place): void {
    for (const entity of entitiesOf(place)) {
      this.#entities.push(entity);
      this.#ats.push(at ?? UNKNOWN_AT);
      this.#events.push(event);
    }
  }

  /** Of an event as the table has it; at once, so before it is added anew. */
  remove(event: number, at: number | null, place: Place): void {
    for (const entity of entitiesOf(place)) this.#remove.run(entity, at ?? UNKNOWN_AT, event);
  }

  flush(): void {
    // Packed into one number each, to be sorted natively: what is near in the table is written together.
    const packed = Float64Array.from(this.#entities, (entity, position) => entity * POSITIONS + position).sort();
    const flat: SqlValue[] = [];
    for (const value of packed) {
      const position = value % POSITIONS;
      flat.push(Math.floor(value / POSITIONS), this.#ats[position] ?? UNKNOWN_AT, this.#events[position] ?? 0);
      if (flat.length < WRITTEN_AT_ONCE) continue;
      this.#insert(flat);
      flat.length = 0;
    }
    this.#insert(flat);
    this.#entities = [];
    this.#ats = [];
    this.#events = [];
  }
}

/** A whole number of rows and of the statements that write them. */
const WRITTEN_AT_ONCE = 3 * 25 * 100;

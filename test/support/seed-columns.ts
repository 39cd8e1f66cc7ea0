/** The generator's records as columns, without a store in between. */
import type { SeedRecord } from '../../seed/src/main.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { EVENT_REFERENCE_LIST } from '../../server/src/domain/ontology.ts';
import { type EntityInput, type EventInput, type Key, type LinkInput, toGraphColumns } from './graph-columns.ts';

const keyOf = (kind: string, id: string): Key => `${kind}:${id}` as Key;

/** Drops what is undefined: absent, as the columns' builder wants it. */
function present<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as never;
}

export function toColumns(records: Iterable<SeedRecord>): GraphColumns {
  const entities: EntityInput[] = [];
  const links: LinkInput[] = [];
  const events: EventInput[] = [];
  for (const row of records) {
    if (row.record === 'entity') {
      const { kind, id, createdAt, market, status, riskLabel, unsettledBalance, currency } = row;
      const fields = { createdAt, market, status, risk: riskLabel, unsettled: unsettledBalance, currency };
      entities.push({ key: keyOf(kind, id), ...present(fields) } as EntityInput);
    } else if (row.record === 'link') {
      const ends = { type: row.type, from: keyOf(row.fromKind, row.fromId), to: keyOf(row.toKind, row.toId) };
      links.push({ ...ends, ...present({ at: row.firstSeen, count: row.count }) } as LinkInput);
      if (row.lastSeen !== undefined) links.push({ ...ends, at: row.lastSeen, count: 0 });
    } else {
      events.push(toEvent(row));
    }
  }
  return toGraphColumns({ entities, links, events });
}

function toEvent(row: Extract<SeedRecord, { record: 'event' }>): EventInput {
  const { id, type, at, status, amount, discount, currency, orderId, rating, action, reason } = row;
  const references = Object.fromEntries(
    EVENT_REFERENCE_LIST.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])),
  );
  const failed = row.declined === true || row.outcome === 'failure';
  return {
    ...present({ id, type, at, status, amount, discount, currency, orderId, rating, action, reason }),
    ...{ from: keyOf(row.fromKind, row.fromId), to: keyOf(row.toKind, row.toId), failed, references },
  } as EventInput;
}

/** Reads generated rows the way a sceptical reviewer would: what do the members of a ring have in common? */

import type { EntityRow, EventRow, LinkRow, PlantedRing, SeedRecord } from '../../seed/src/main.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, EVENT_TYPES, LINK_TYPES } from '../../server/src/domain/ontology.ts';

export const keyOf = (ref: { readonly kind: string; readonly id: string }): string => `${ref.kind}:${ref.id}`;
export const fromOf = (row: LinkRow | EventRow): string => `${row.fromKind}:${row.fromId}`;
export const toOf = (row: LinkRow | EventRow): string => `${row.toKind}:${row.toId}`;

export type Indexed = {
  readonly entities: ReadonlyMap<string, EntityRow>;
  readonly rowsOf: ReadonlyMap<string, readonly (LinkRow | EventRow)[]>;
};

export function indexRows(records: Iterable<SeedRecord>): Indexed {
  const entities = new Map<string, EntityRow>();
  const rowsOf = new Map<string, (LinkRow | EventRow)[]>();
  const add = (key: string, row: LinkRow | EventRow): void => {
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  };
  for (const row of records) {
    if (row.record === 'entity') entities.set(keyOf(row), row);
    else {
      add(fromOf(row), row);
      add(toOf(row), row);
    }
  }
  return { entities, rowsOf };
}

/** Identifiers a row ties its `from` actor to, by the ontology: stated, or observed by a successful event. */
export function identifiersIn(row: LinkRow | EventRow): string[] {
  if (row.record === 'link') {
    const target: readonly string[] = LINK_TYPES[row.type].to;
    return target.includes(row.toKind) && !['Product', 'Content'].includes(row.toKind) ? [toOf(row)] : [];
  }
  if (row.declined || row.outcome === 'failure') return [];
  const entry = EVENT_TYPES[row.type];
  const found = 'observes' in entry && row.toKind in entry.observes ? [toOf(row)] : [];
  for (const name of EVENT_REFERENCE_LIST) {
    const reference: { readonly kind: string; readonly observes?: string } = EVENT_REFERENCES[name];
    const id = row[name];
    if (id && reference.observes && !(row.type === 'COMMISSION')) found.push(`${reference.kind}:${id}`);
  }
  return found;
}

export type RingView = {
  readonly ring: PlantedRing;
  readonly index: Indexed;
  readonly members: ReadonlySet<string>;
  /** Members of a kind. */
  of(kind: string): string[];
  /** Rows between, from or to members. */
  rows(type?: string): (LinkRow | EventRow)[];
  events(type: string): EventRow[];
  /** Events whose `from` is a member. */
  own(type: string): EventRow[];
  /** Members that share an identifier of one of these kinds with another member. */
  sharing(...kinds: string[]): ReadonlySet<string>;
  /** How many members hold each identifier of the kind, most shared first. */
  holders(kind: string): number[];
};

export function viewRing(ring: PlantedRing, index: Indexed): RingView {
  const members = new Set(ring.members.map(keyOf));
  const all = [...new Set([...members].flatMap((key) => index.rowsOf.get(key) ?? []))];
  const holdersOf = new Map<string, Set<string>>();
  for (const row of all) {
    if (!members.has(fromOf(row))) continue;
    for (const identifier of identifiersIn(row)) {
      const holders = holdersOf.get(identifier) ?? new Set();
      holdersOf.set(identifier, holders.add(fromOf(row)));
    }
  }
  const rows = (type?: string) => (type ? all.filter((row) => row.type === type) : all);
  const events = (type: string) => rows(type).filter((row) => row.record === 'event');
  return {
    ring,
    index,
    members,
    of: (kind) => [...members].filter((key) => key.startsWith(`${kind}:`)),
    rows,
    events,
    own: (type) => events(type).filter((row) => members.has(fromOf(row))),
    sharing: (...kinds) => {
      const shared = [...holdersOf].filter(([id, by]) => by.size > 1 && kinds.includes(id.split(':')[0] ?? ''));
      return new Set(shared.flatMap(([, by]) => [...by]));
    },
    holders: (kind) =>
      [...holdersOf]
        .filter(([id]) => id.startsWith(`${kind}:`))
        .map(([, by]) => by.size)
        .sort((a, b) => b - a),
  };
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

function tiesOf(view: RingView, targets: (row: LinkRow | EventRow) => readonly string[]): Neighbours {
  const neighbours = new Map<string, Set<string>>();
  const join = (a: string, b: string): void => {
    neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
    neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a));
  };
  for (const row of view.rows()) {
    const from = fromOf(row);
    if (!view.members.has(from)) continue;
    if (view.members.has(toOf(row))) join(from, toOf(row));
    for (const id of [...identifiersIn(row), ...targets(row)]) join(from, id);
  }
  return neighbours;
}

function reachable(start: string, neighbours: Neighbours): Set<string> {
  const seen = new Set([start]);
  const queue = [start];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const next of neighbours.get(key) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
}

/** Size of the largest connected part of the ring through shared identifiers and dealings between members. */
export function largestPart(view: RingView, targets: (row: LinkRow | EventRow) => readonly string[]): number {
  const neighbours = tiesOf(view, targets);
  const sizes = [...view.members].map(
    (start) => [...reachable(start, neighbours)].filter((key) => view.members.has(key)).length,
  );
  return Math.max(...sizes);
}

/**
 * A hash of the whole graph that no order can change: SHA-256 of each record's canonical text, summed modulo 2^256.
 */
import { createHash } from 'node:crypto';
import { canonicalEntity, canonicalEvent, canonicalLink } from '../../domain/merge-canonical.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { ENTITY_READ_COLUMNS, parseMergedEntity, toKind } from './entity-rows.ts';
import { EVENT_ENTITY_JOINS, EVENT_READ_COLUMNS, parseMergedEvent, toEventType } from './event-rows.ts';
import { LINK_COLUMNS, linkColumns, parseObserved, parseStated } from './link-rows.ts';
import type { SourceSets } from './source-sets.ts';
import { type SqlValue, type StatementCache, toIterable, toNumber, toText } from './sql.ts';

const LANES = 8;

class HashSum {
  readonly #lanes = new Float64Array(LANES);

  add(text: string): void {
    const hash = createHash('sha256').update(text).digest();
    let carry = 0;
    for (let lane = LANES - 1; lane >= 0; lane--) {
      const sum = (this.#lanes[lane] ?? 0) + hash.readUInt32BE(lane * 4) + carry;
      carry = sum >= 2 ** 32 ? 1 : 0;
      this.#lanes[lane] = sum % 2 ** 32;
    }
  }

  toString(): string {
    return [...this.#lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('');
  }
}

export function digestOf(prepare: StatementCache, sources: SourceSets): string {
  const sum = new HashSum();
  for (const row of toIterable(prepare(`SELECT ${ENTITY_READ_COLUMNS.join(', ')} FROM entity`).iterate())) {
    sum.add(canonicalEntity(toRef(row[1], row[2]), parseMergedEntity(row)));
  }
  const ends = LINK_COLUMNS.length;
  const links = prepare(
    `SELECT ${linkColumns('link')}, f.kind, f.ext, t.kind, t.ext FROM link
     CROSS JOIN entity f ON f.id = link.a CROSS JOIN entity t ON t.id = link.b WHERE link.type < ?`,
  );
  for (const row of toIterable(links.iterate(LINK_TYPE_LIST.length))) {
    const type = LINK_TYPE_LIST[toNumber(row[2])];
    if (!type) throw new Error(`the store holds an unknown type of link: ${row[2]}`);
    const parts = { stated: parseStated(row, sources), observed: parseObserved(row) };
    sum.add(canonicalLink(type, toRef(row[ends], row[ends + 1]), toRef(row[ends + 2], row[ends + 3]), parts));
  }
  for (const row of toIterable(prepare(`SELECT ${EVENT_READ_COLUMNS} FROM event ${EVENT_ENTITY_JOINS}`).iterate())) {
    sum.add(canonicalEvent(toEventType(row[1]), toText(row[2]), parseMergedEvent(row)));
  }
  return sum.toString();
}

const toRef = (kind: SqlValue | undefined, id: SqlValue | undefined): EntityRef => ({
  kind: toKind(kind),
  id: toText(id),
});

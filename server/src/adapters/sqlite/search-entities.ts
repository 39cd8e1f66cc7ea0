/** Search by id and label: folded by NFKC and case, exact ids first, then what starts with the text. */
import type { GraphStore, Page, Paged } from '../../application/ports/graph-store.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import { kindCode } from './codes.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { parseEntity } from './entity-rows.ts';
import { fold, toWordPrefix } from './fold.ts';
import { entityColumns } from './read-entities.ts';
import { type SqlRow, type SqlValue, type StatementCache, toNumber, toRow, toRows } from './sql.ts';

type Query = Parameters<GraphStore['searchEntities']>[0];

/** Where a match stands: 0 = the id itself, 1 = the start of an id or of a word of a label. */
const MATCHES = `
  SELECT e.id, 0 AS rank FROM json_each(:kinds) k CROSS JOIN entity e ON e.kind = k.value AND e.ext = :text
    WHERE e.folded IS NULL
  UNION ALL SELECT e.id, 0 FROM entity e WHERE e.folded = :text AND e.folded IS NOT NULL
  UNION ALL SELECT e.id, 1 FROM json_each(:kinds) k
    CROSS JOIN entity e ON e.kind = k.value AND e.ext > :text AND e.ext < :end WHERE e.folded IS NULL
  UNION ALL SELECT e.id, 1 FROM entity e WHERE e.folded > :text AND e.folded < :end AND e.folded IS NOT NULL
  UNION ALL SELECT w.entity, 1 FROM label_word w WHERE :word <> '' AND w.word >= :word AND w.word < :wordEnd`;
const FOUND = `
  SELECT m.id AS id, min(m.rank) AS rank FROM (${MATCHES}) m CROSS JOIN entity e ON e.id = m.id
  WHERE e.kind IN (SELECT value FROM json_each(:kinds)) GROUP BY m.id`;

export function searchEntities(prepare: StatementCache, query: Query, page: Page, isStale: boolean): Paged<Entity> {
  const text = fold(query.text);
  const word = toWordPrefix(query.text);
  if (text === '') return { items: [], hasNext: false, totalCount: 0 };
  const values: Record<string, SqlValue> = {
    text,
    end: afterPrefix(text),
    word,
    wordEnd: afterPrefix(word),
    kinds: JSON.stringify((query.kinds ?? ENTITY_KIND_LIST).map(kindCode)),
  };
  const total = toRow(prepare(`SELECT count(*) FROM (${FOUND})`).get(values))?.[0];
  const after = page.after === undefined ? null : parseCursor(page.after, ['number', 'number', 'string']);
  const keyset = after ? 'WHERE (f.rank, e.kind, e.ext) > (:rank, :kind, :ext)' : '';
  const rows = toRows(
    prepare(
      `SELECT ${entityColumns('e', isStale)}, f.rank FROM (${FOUND}) f CROSS JOIN entity e ON e.id = f.id ${keyset}
       ORDER BY f.rank, e.kind, e.ext LIMIT :limit`,
    ).all({
      ...values,
      ...(after && { rank: after[0] ?? null, kind: after[1] ?? null, ext: after[2] ?? null }),
      limit: page.first + 1,
    }),
  );
  const shown = rows.slice(0, page.first);
  return {
    items: shown.map((row) => ({ item: parseEntity(row), cursor: cursorOf(row) })),
    hasNext: rows.length > page.first,
    totalCount: toNumber(total),
  };
}

const cursorOf = (row: SqlRow): string => toCursor([row.at(-1) ?? null, row[1] ?? null, row[2] ?? null]);

/** Greater than everything that starts with the text: no text of the contract reaches U+10FFFF. */
const afterPrefix = (text: string): string => `${text}\u{10ffff}`;

/** Filters, orders and keyset pages of rings as SQL. */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { RingFilter, RingOrder } from '../../application/ports/case-store.ts';
import { entityKey } from '../../domain/entity-key.ts';
import { type Ring, SEVERITIES } from '../../domain/ring.ts';
import type { SortValue } from './cursor.ts';
import { foldText, toRingRow } from './ring-rows.ts';
import type { CaseTables, RingTag } from './tables.ts';

type Builder = ExpressionBuilder<CaseTables, 'ring'>;
type Condition = Expression<SqlBool>;
type SortColumn = 'score' | 'severity' | 'size' | 'still_stoppable' | 'last_seen' | 'confidence' | 'id';
export type SortKey = { readonly column: SortColumn; readonly direction: 'asc' | 'desc' };

const COLUMNS: Readonly<Record<RingOrder['field'], SortColumn>> = {
  score: 'score',
  severity: 'severity',
  size: 'size',
  stillStoppable: 'still_stoppable',
  lastSeen: 'last_seen',
  confidence: 'confidence',
};

/** The field asked for, then the higher score, then the id: a total order. */
export function sortKeys({ field, direction }: RingOrder): readonly SortKey[] {
  const byScore: readonly SortKey[] = field === 'score' ? [] : [{ column: 'score', direction: 'desc' }];
  return [{ column: COLUMNS[field], direction }, ...byScore, { column: 'id', direction: 'asc' }];
}

export const reverse = (keys: readonly SortKey[]): readonly SortKey[] =>
  keys.map(({ column, direction }) => ({ column, direction: direction === 'asc' ? 'desc' : 'asc' }));

export function sortValues(keys: readonly SortKey[], ring: Ring): readonly SortValue[] {
  const row = toRingRow('', ring);
  return keys.map(({ column }) => row[column]);
}

/** Rows strictly after `values`: (a beyond) or (a equal and b beyond) or … */
export function isAfter(builder: Builder, keys: readonly SortKey[], values: readonly SortValue[]): Condition {
  const alternatives = keys.map((key, position) => {
    const equal = keys.slice(0, position).map((earlier, i) => builder(earlier.column, '=', values[i] ?? ''));
    const beyond = builder(key.column, key.direction === 'asc' ? '>' : '<', values[position] ?? '');
    return builder.and([...equal, beyond]);
  });
  return builder.or(alternatives);
}

export function filteredRings(db: Kysely<CaseTables>, runId: string, filter: RingFilter) {
  const query = db.selectFrom('ring').where('run_id', '=', runId);
  return query.where((builder) => builder.and(conditions(builder, runId, filter)));
}

function conditions(builder: Builder, runId: string, filter: RingFilter): Condition[] {
  const found: Condition[] = [];
  if (filter.minSeverity) found.push(builder('severity', '>=', SEVERITIES.indexOf(filter.minSeverity)));
  if (filter.statuses?.length) found.push(builder('status', 'in', filter.statuses));
  if (filter.ids) found.push(builder('id', 'in', filter.ids));
  if (filter.notIds?.length) found.push(builder('id', 'not in', filter.notIds));
  if (filter.minSize !== undefined) found.push(builder('size', '>=', filter.minSize));
  if (filter.typologies?.length) found.push(hasTag(builder, { runId, tag: 'typology', values: filter.typologies }));
  if (filter.markets?.length) found.push(hasTag(builder, { runId, tag: 'market', values: filter.markets }));
  if (filter.evidence?.length) found.push(hasTag(builder, { runId, tag: 'evidence', values: filter.evidence }));
  if (filter.member) found.push(hasMember(builder, runId, sql<SqlBool>`member = ${entityKey(filter.member)}`));
  if (filter.text?.trim()) found.push(matchesText(builder, runId, filter.text.trim()));
  return found;
}

type Tag = { readonly runId: string; readonly tag: RingTag; readonly values: readonly string[] };

function hasTag(builder: Builder, { runId, tag, values }: Tag): Condition {
  const tagged = builder.selectFrom('ring_tag').select('ring_id').where('run_id', '=', runId);
  return builder('id', 'in', tagged.where('tag', '=', tag).where('value', 'in', values));
}

function hasMember(builder: Builder, runId: string, condition: Condition): Condition {
  const members = builder.selectFrom('ring_member').select('ring_id').where('run_id', '=', runId);
  return builder('id', 'in', members.where(condition));
}

const RING_PREFIX = 'rng_';

/** The beginning of a ring's id, of a member's id, or of a word of the summary. Every ring's id begins alike. */
function matchesText(builder: Builder, runId: string, text: string): Condition {
  const folded = foldText(text);
  const pattern = folded.replace(/[\\%_]/g, '\\$&');
  return builder.or([
    ...(folded.startsWith(RING_PREFIX) ? [sql<SqlBool>`id like ${`${pattern}%`} escape '\\'`] : []),
    hasMember(builder, runId, sql<SqlBool>`folded_id like ${`${pattern}%`} escape '\\'`),
    sql<SqlBool>`words like ${`% ${pattern}%`} escape '\\'`,
  ]);
}

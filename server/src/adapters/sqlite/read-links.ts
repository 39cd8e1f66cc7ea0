/** Drawn links around entities and among them. */
import type { ExpandedEntity, Expansion, TimeWindow } from '../../application/ports/graph-store.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { linkStrength } from '../../domain/link-strength.ts';
import type { DrawnLinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { drawnTypeCode, kindCode } from './codes.ts';
import { toKind } from './entity-rows.ts';
import {
  countOf,
  firstSeenOf,
  isLive,
  LINK_COLUMNS,
  lastSeenOf,
  linkColumns,
  parseShown,
  rankingColumns,
  toDrawnType,
} from './link-rows.ts';
import { degreeOf, liveLink } from './live-links.ts';
import type { SourceSets } from './source-sets.ts';
import { type SqlRow, type StatementCache, toIterable, toNullableNumber, toNumber, toRow, toText } from './sql.ts';

export type LinkReading = {
  readonly prepare: StatementCache;
  readonly sources: SourceSets;
  /** The degree column lags: count instead. */
  readonly isStale: boolean;
};

/** After the link's columns: kind, ext, degree and removal of the other end. */
const KIND = LINK_COLUMNS.length;
const EXT = KIND + 1;
const DEGREE = KIND + 2;
const REMOVED = KIND + 3;

const aroundSql = (isStale: boolean): readonly [string, string] => {
  const values = `${rankingColumns('link')}, e.kind, e.ext, ${degreeOf('e', isStale)}, e.removed_at`;
  const columns = `json_group_array(json_array(${values}))`;
  // The order of the joins is pinned: the planner's own was 60 times slower on hubs.
  return [
    `SELECT ${columns} FROM link CROSS JOIN entity e ON e.id = link.b WHERE link.a = ?`,
    `SELECT ${columns} FROM link_reverse r CROSS JOIN link ON link.a = r.a AND link.b = r.b AND link.type = r.type
     CROSS JOIN entity e ON e.id = r.a WHERE r.b = ?`,
  ];
};

type Located = { readonly ref: EntityRef; readonly entity: number; readonly degree: number };
type Candidate = { readonly row: SqlRow; readonly isForward: boolean; readonly strength: number };

export function locate({ prepare, isStale }: LinkReading, ref: EntityRef): Located | null {
  const find = prepare(`SELECT id, ${degreeOf('entity', isStale)} FROM entity WHERE kind = ? AND ext = ?`);
  const row = toRow(find.get(kindCode(ref.kind), ref.id));
  return row ? { ref, entity: toNumber(row[0]), degree: toNumber(row[1]) } : null;
}

export function expand(reading: LinkReading, expansion: Expansion): readonly ExpandedEntity[] {
  const types = expansion.types && new Set(expansion.types.map(drawnTypeCode));
  return expansion.of.map((ref) => {
    const start = locate(reading, ref);
    if (!start) return { ref, links: [], hidden: 0 };
    const candidates = around(reading, start, types, expansion.window).sort(byStrength);
    const shown = candidates.slice(0, expansion.limitPerEntity);
    const links = shown.map((candidate) => toDrawn(reading, start, candidate));
    return { ref, links, hidden: candidates.length - shown.length };
  });
}

function around(
  { prepare, isStale }: LinkReading,
  start: Located,
  types: ReadonlySet<number> | undefined,
  window: TimeWindow | undefined,
): Candidate[] {
  const found: Candidate[] = [];
  aroundSql(isStale).forEach((sql, direction) => {
    for (const row of parseRows(toRow(prepare(sql).get(start.entity)))) {
      if (types && !types.has(toNumber(row[2]))) continue;
      if (!isInView(row, window) || isEntityGone(row[REMOVED], window)) continue;
      const strength = linkStrength(toDrawnType(row[2]), countOf(row), [start.degree, toNumber(row[DEGREE])]);
      found.push({ row, isForward: direction === 0, strength });
    }
  });
  return found;
}

/** A hub's links travel as one JSON text: a quarter of the time of fetching each value. */
const parseRows = (row: SqlRow | undefined): readonly SqlRow[] => JSON.parse(toText(row?.[0]));

const byStrength = (x: Candidate, y: Candidate): number =>
  y.strength - x.strength ||
  toNumber(x.row[2]) - toNumber(y.row[2]) ||
  toNumber(x.row[KIND]) - toNumber(y.row[KIND]) ||
  compareText(toText(x.row[EXT]), toText(y.row[EXT])) ||
  Number(y.isForward) - Number(x.isForward);

/** A link without times is in every view; one removed is in views of before its removal. */
export function isInView(row: SqlRow, window: TimeWindow | undefined): boolean {
  if (!isLive(row) && (window?.to === undefined || toNumber(row[10]) <= window.to)) return false;
  const first = firstSeenOf(row);
  const last = lastSeenOf(row);
  if (window?.to !== undefined && first !== null && first > window.to) return false;
  return !(window?.from !== undefined && last !== null && last < window.from);
}

function isEntityGone(removedAt: unknown, window: TimeWindow | undefined): boolean {
  const removed = toNullableNumber(removedAt as number | null);
  return removed !== null && (window?.to === undefined || removed <= window.to);
}

function toDrawn(reading: LinkReading, start: Located, { row, isForward, strength }: Candidate): DrawnLink {
  const { prepare, sources } = reading;
  const whole = prepare(`SELECT ${linkColumns('link')} FROM link WHERE a = ? AND b = ? AND type = ?`);
  const shown = parseShown(toRow(whole.get(row[0], row[1], row[2])) ?? row, sources);
  const other: EntityRef = { kind: toKind(row[KIND]), id: toText(row[EXT]) };
  const ends = isForward ? { from: start.ref, to: other } : { from: other, to: start.ref };
  return { ...shown, ...ends, strength };
}

/** By type, what an expansion without a window would show. */
export function countLinkTypes(
  reading: LinkReading,
  refs: readonly EntityRef[],
): readonly ReadonlyMap<DrawnLinkType, number>[] {
  const { prepare } = reading;
  const live = `${liveLink('link')} AND e.removed_at IS NULL GROUP BY link.type`;
  const forward = prepare(
    `SELECT link.type, count(*) FROM link CROSS JOIN entity e ON e.id = link.b WHERE link.a = ? AND ${live}`,
  );
  const reverse = prepare(
    `SELECT link.type, count(*) FROM link_reverse r CROSS JOIN link ON link.a = r.a AND link.b = r.b
     AND link.type = r.type CROSS JOIN entity e ON e.id = r.a WHERE r.b = ? AND ${live}`,
  );
  return refs.map((ref) => {
    const id = locate(reading, ref)?.entity ?? 0;
    const counts = new Map<DrawnLinkType, number>();
    const rows = [...toIterable(forward.all(id)), ...toIterable(reverse.all(id))];
    for (const row of rows.sort((x, y) => toNumber(x[0]) - toNumber(y[0]))) {
      const type = toDrawnType(row[0]);
      counts.set(type, (counts.get(type) ?? 0) + toNumber(row[1]));
    }
    return counts;
  });
}

export function linksAmong(
  reading: LinkReading,
  refs: readonly EntityRef[],
  options: { readonly window?: TimeWindow; readonly limit: number },
): readonly DrawnLink[] {
  const located = new Map<number, Located>();
  for (const ref of refs) {
    const found = locate(reading, ref);
    if (found) located.set(found.entity, found);
  }
  const links: DrawnLink[] = [];
  for (const from of located.values()) {
    for (const row of rowsAmong(reading, from, located)) {
      const to = located.get(toNumber(row[1]));
      if (!to || !isInView(row, options.window)) continue;
      const strength = linkStrength(toDrawnType(row[2]), countOf(row), [from.degree, to.degree]);
      links.push({ ...parseShown(row, reading.sources), from: from.ref, to: to.ref, strength });
    }
  }
  return links.sort(byTypeAndEnds).slice(0, options.limit);
}

/** The links of an entity with few; for one with many, each possible pair is looked up. */
function* rowsAmong({ prepare }: LinkReading, from: Located, located: ReadonlyMap<number, Located>): Iterable<SqlRow> {
  const select = `SELECT ${linkColumns('link')} FROM link WHERE link.a = ?`;
  if (from.degree <= located.size * 4) {
    yield* toIterable(prepare(select).all(from.entity));
    return;
  }
  const pair = prepare(`${select} AND link.b = ?`);
  for (const to of located.keys()) yield* toIterable(pair.all(from.entity, to));
}

const compareRefs = (x: EntityRef, y: EntityRef): number =>
  kindCode(x.kind) - kindCode(y.kind) || compareText(x.id, y.id);
const byTypeAndEnds = (x: DrawnLink, y: DrawnLink): number =>
  typeOrder(x.type) - typeOrder(y.type) || compareRefs(x.from, y.from) || compareRefs(x.to, y.to);
const typeOrder = (type: DrawnLinkType): number => drawnTypeCode(type);

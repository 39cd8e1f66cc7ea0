/** Drawn links around entities and among them. */
import type { ExpandedEntity, Expansion, TimeWindow } from '../../application/ports/graph-store.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { linkStrength } from '../../domain/link-strength.ts';
import type { DrawnLinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { drawnTypeCode, kindCode } from './codes.ts';
import { toKind } from './entity-rows.ts';
import { countOf, firstSeenOf, isLive, lastSeenOf, linkColumns, parseShown, toDrawnType } from './link-rows.ts';
import { type HubLinks, isInView, type LinkAround } from './links-around.ts';
import { degreeOf, liveLink } from './live-links.ts';
import type { SourceSets } from './source-sets.ts';
import { type SqlRow, type StatementCache, toIterable, toNullableNumber, toNumber, toRow } from './sql.ts';

export type LinkReading = {
  readonly prepare: StatementCache;
  readonly sources: SourceSets;
  readonly hubs: HubLinks;
  /** Of the state of the store; '' where it is not known. */
  readonly mark: string;
  /** The degree column lags: count instead. */
  readonly isStale: boolean;
};

/** By its key. */
export const WHOLE_LINK = `SELECT ${linkColumns('link')} FROM link WHERE a = ? AND b = ? AND type = ?`;

type Located = { readonly ref: EntityRef; readonly entity: number; readonly degree: number };

export function locate({ prepare, isStale }: LinkReading, ref: EntityRef): Located | null {
  const find = prepare(`SELECT id, ${degreeOf('entity', isStale)} FROM entity WHERE kind = ? AND ext = ?`);
  const row = toRow(find.get(kindCode(ref.kind), ref.id));
  return row ? { ref, entity: toNumber(row[0]), degree: toNumber(row[1]) } : null;
}

export function expand(reading: LinkReading, expansion: Expansion): readonly ExpandedEntity[] {
  const { window, limitPerEntity } = expansion;
  const types = expansion.types && new Set(expansion.types.map(drawnTypeCode));
  return expansion.of.map((ref) => {
    const start = locate(reading, ref);
    if (!start) return { ref, links: [], hidden: 0 };
    const around = reading.hubs
      .around(reading.mark, { ...reading, ...start })
      .filter((link) => isInView(link, window) && (!types || types.has(link.type)));
    const links = around.slice(0, limitPerEntity).map((link) => toDrawn(reading, start, link));
    return { ref, links, hidden: around.length - links.length };
  });
}

function toDrawn({ prepare, sources }: LinkReading, start: Located, link: LinkAround): DrawnLink {
  const row = link.row ?? toRow(prepare(WHOLE_LINK).get(link.a, link.b, link.type));
  if (!row) throw new Error('a link went away within one reading');
  const other: EntityRef = { kind: toKind(link.kind), id: link.ext };
  const ends = link.isForward ? { from: start.ref, to: other } : { from: other, to: start.ref };
  return { ...parseShown(row, sources), ...ends, strength: link.strength };
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
      if (!to || !isInView(viewOf(row), options.window)) continue;
      const strength = linkStrength(toDrawnType(row[2]), countOf(row), [from.degree, to.degree]);
      links.push({ ...parseShown(row, reading.sources), from: from.ref, to: to.ref, strength });
    }
  }
  return links.sort(byTypeAndEnds).slice(0, options.limit);
}

const viewOf = (row: SqlRow) => ({
  firstSeen: firstSeenOf(row),
  lastSeen: lastSeenOf(row),
  removedAt: isLive(row) ? null : toNullableNumber(row[10]),
});

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

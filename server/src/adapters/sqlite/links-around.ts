/** All links around an entity, the strongest first: read lean, for of a hub's thousands few are shown and the others only counted. */
import type { TimeWindow } from '../../application/ports/graph-store.ts';
import { compareText } from '../../domain/compare-text.ts';
import { linkStrength } from '../../domain/link-strength.ts';
import { countSql, linkColumns, toDrawnType } from './link-rows.ts';
import { degreeOf, liveLink } from './live-links.ts';
import { type SqlRow, type StatementCache, toNullableNumber, toNumber, toRow, toText } from './sql.ts';

export type LinkAround = {
  readonly a: number;
  readonly b: number;
  readonly type: number;
  readonly isForward: boolean;
  /** Of the other end. */
  readonly kind: number;
  readonly ext: string;
  readonly strength: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** The earlier of its own removal, where it was not seen again, and that of the other end. */
  readonly removedAt: number | null;
  /** Of `link`, whole; null of a hub's, of which few are shown. */
  readonly row: SqlRow | null;
};
export type Around = {
  readonly prepare: StatementCache;
  /** The degree column lags: count instead. */
  readonly isStale: boolean;
  readonly entity: number;
  readonly degree: number;
};

/** Fewer are read as quickly as they are found here. */
const LEAST_KEPT = 1_000;

const FIRST = 'coalesce(min(link.stated_first, link.observed_first), link.stated_first, link.observed_first)';
const [STATED, OBSERVED] = ['stated', 'observed'].map((part) => `link.${part}_first + link.${part}_span`);
const LAST = `coalesce(max(${STATED}, ${OBSERVED}), ${STATED}, ${OBSERVED})`;
const REMOVED = `CASE WHEN ${liveLink('link')} THEN e.removed_at
  ELSE min(link.removed_at, coalesce(e.removed_at, link.removed_at)) END`;

/** All in one JSON text: a quarter of the time of fetching each value. */
const aroundSql = (isStale: boolean, withRows: boolean): readonly [forward: string, reverse: string] => {
  const degree = degreeOf('e', isStale);
  const whole = withRows ? `, ${linkColumns('link')}` : '';
  const values = `link.a, link.b, link.type, ${countSql('link')}, e.kind, e.ext, ${degree}, ${FIRST}, ${LAST}, ${REMOVED}${whole}`;
  const select = `SELECT json_group_array(json_array(${values}))`;
  // The order of the joins is pinned: the planner's own was 60 times slower on hubs.
  return [
    `${select} FROM link CROSS JOIN entity e ON e.id = link.b WHERE link.a = ?`,
    `${select} FROM link_reverse r CROSS JOIN link ON link.a = r.a AND link.b = r.b AND link.type = r.type
     CROSS JOIN entity e ON e.id = r.a WHERE r.b = ?`,
  ];
};

const VALUES = 10;
const AROUND = { few: aroundSql(false, true), hub: aroundSql(false, false) };
const AROUND_STALE = { few: aroundSql(true, true), hub: aroundSql(true, false) };

export function readLinksAround({ prepare, isStale, entity, degree }: Around): readonly LinkAround[] {
  const size = degree < LEAST_KEPT ? 'few' : 'hub';
  const found = (isStale ? AROUND_STALE : AROUND)[size].flatMap((sql, direction) => {
    const rows: readonly SqlRow[] = JSON.parse(toText(toRow(prepare(sql).get(entity))?.[0]));
    return rows.map((row): LinkAround => {
      const ends = [degree, toNumber(row[6])] as const;
      // One literal, so that thousands of them are read as quickly as they can be.
      return {
        a: toNumber(row[0]),
        b: toNumber(row[1]),
        type: toNumber(row[2]),
        isForward: direction === 0,
        kind: toNumber(row[4]),
        ext: toText(row[5]),
        strength: linkStrength(toDrawnType(row[2]), toNumber(row[3]), ends),
        firstSeen: toNullableNumber(row[7]),
        lastSeen: toNullableNumber(row[8]),
        removedAt: toNullableNumber(row[9]),
        row: size === 'few' ? row.slice(VALUES) : null,
      };
    });
  });
  return found.sort(byStrength);
}

const byStrength = (x: LinkAround, y: LinkAround): number =>
  y.strength - x.strength ||
  x.type - y.type ||
  x.kind - y.kind ||
  compareText(x.ext, y.ext) ||
  Number(y.isForward) - Number(x.isForward);

/** A link without times is in every view; one removed is in views of before its removal. */
export function isInView(
  { firstSeen, lastSeen, removedAt }: Pick<LinkAround, 'firstSeen' | 'lastSeen' | 'removedAt'>,
  window: TimeWindow | undefined,
): boolean {
  if (removedAt !== null && (window?.to === undefined || removedAt <= window.to)) return false;
  if (window?.to !== undefined && firstSeen !== null && firstSeen > window.to) return false;
  return !(window?.from !== undefined && lastSeen !== null && lastSeen < window.from);
}

/** About 200 bytes each. */
const MOST_KEPT = 200_000;

/**
 * The links of hubs, kept for one state of the store: an investigator pages through them, picks types and drags a time
 * window, and each time all would be read and ranked again.
 */
export class HubLinks {
  #mark = '';
  #size = 0;
  readonly #kept = new Map<number, readonly LinkAround[]>();

  /** `mark`: of the state of the store; '' where it is not known. */
  around(mark: string, around: Around): readonly LinkAround[] {
    if (mark === '' || around.isStale || around.degree < LEAST_KEPT) return readLinksAround(around);
    if (mark !== this.#mark) this.#clear(mark);
    const known = this.#kept.get(around.entity);
    if (known) return known;
    const links = readLinksAround(around);
    if (links.length > MOST_KEPT) return links;
    if (this.#size + links.length > MOST_KEPT) this.#clear(mark);
    this.#kept.set(around.entity, links);
    this.#size += links.length;
    return links;
  }

  #clear(mark: string): void {
    this.#mark = mark;
    this.#size = 0;
    this.#kept.clear();
  }
}

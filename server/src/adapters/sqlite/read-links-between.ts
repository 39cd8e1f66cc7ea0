/**
 * The links of all shortest ways between two entities: breadth-first from both ends, the smaller frontier first, until
 * the two meet (Pohl 1971), then back along every way from where they met.
 */
import { type BetweenRequest, MOST_WAYS } from '../../application/ports/graph-store.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { linkStrength } from '../../domain/link-strength.ts';
import type { EntityRef } from '../../domain/records.ts';
import { toKind } from './entity-rows.ts';
import { countOf, parseShown, toDrawnType } from './link-rows.ts';
import { degreeOf, liveLink } from './live-links.ts';
import { type LinkReading, locate, WHOLE_LINK } from './read-links.ts';
import { toIterable, toNumber, toRow, toText } from './sql.ts';

/** Links read for one question, some tenths of a second: whoever asks shares the process with everybody else. */
const MOST_READ = 200_000;

/** A link by its key in the table. */
type Tie = readonly [a: number, b: number, type: number];
type Step = { readonly tie: Tie; readonly before: number };
/** Of each entity reached, the links to it from those one step nearer. */
type Reached = ReadonlyMap<number, readonly Step[]>;
type Side = { readonly goal: number; readonly reached: Map<number, readonly Step[]>; frontier: readonly number[] };
type Walk = { readonly reading: LinkReading; readonly mostLinks: number; left: number };

export function readLinksBetween(reading: LinkReading, request: BetweenRequest): readonly DrawnLink[] | null {
  const [first, last] = [locate(reading, request.from)?.entity, locate(reading, request.to)?.entity];
  if (first === undefined || last === undefined || first === last) return [];
  const walk: Walk = { reading, mostLinks: request.mostLinks, left: MOST_READ };
  const sides = [sideOf(first, last), sideOf(last, first)] as const;
  for (let length = 1; length <= request.maxLength; length++) {
    const [side, other] = smallerFirst(sides);
    grow(walk, side);
    if (walk.left < 0) return null;
    const met = side.frontier.filter((entity) => other.reached.has(entity));
    if (met.length > 0) return linksThrough(reading, met, [side.reached, other.reached]);
  }
  return [];
}

const sideOf = (start: number, goal: number): Side => ({ goal, reached: new Map([[start, []]]), frontier: [start] });

const smallerFirst = ([a, b]: readonly [Side, Side]): readonly [Side, Side] =>
  a.frontier.length <= b.frontier.length ? [a, b] : [b, a];

function grow(walk: Walk, side: Side): void {
  const next = new Map<number, Step[]>();
  for (const before of side.frontier) {
    for (const [end, tie] of tiesOf(walk, before, side.goal)) {
      if (side.reached.has(end)) continue;
      const steps = next.get(end);
      if (steps) steps.push({ tie, before });
      else next.set(end, [{ tie, before }]);
    }
    if (walk.left < 0) return;
  }
  for (const [end, steps] of next) side.reached.set(end, steps);
  side.frontier = [...next.keys()];
}

/** Those that a way may pass through, and the goal. */
function* tiesOf(walk: Walk, start: number, goal: number): Iterable<readonly [end: number, tie: Tie]> {
  const { prepare, isStale } = walk.reading;
  const passable = `${liveLink('link')}
    AND (e.id = ? OR (e.removed_at IS NULL AND ${degreeOf('e', isStale)} <= ?))`;
  // The order of the joins is pinned, as everywhere around an entity.
  const forward = `SELECT link.b, link.a, link.b, link.type FROM link CROSS JOIN entity e ON e.id = link.b
    WHERE link.a = ? AND ${passable}`;
  const reverse = `SELECT link.a, link.a, link.b, link.type FROM link_reverse r
    CROSS JOIN link ON link.a = r.a AND link.b = r.b AND link.type = r.type
    CROSS JOIN entity e ON e.id = r.a WHERE r.b = ? AND ${passable}`;
  for (const sql of [forward, reverse]) {
    for (const [end, a, b, type] of toIterable(prepare(sql).iterate(start, goal, walk.mostLinks))) {
      yield [toNumber(end), [toNumber(a), toNumber(b), toNumber(type)]];
      if (--walk.left < 0) return;
    }
  }
}

/** Null where more ways than may be told of pass through them. */
function linksThrough(
  reading: LinkReading,
  met: readonly number[],
  sides: readonly [Reached, Reached],
): readonly DrawnLink[] | null {
  const counts = sides.map(() => new Map<number, number>());
  const waysTo = (side: 0 | 1, entity: number): number => {
    const known = counts[side]?.get(entity);
    if (known !== undefined) return known;
    const steps = sides[side].get(entity) ?? [];
    const ways = steps.length === 0 ? 1 : steps.reduce((sum, { before }) => sum + waysTo(side, before), 0);
    counts[side]?.set(entity, ways);
    return ways;
  };
  const ways = met.reduce((sum, entity) => sum + waysTo(0, entity) * waysTo(1, entity), 0);
  if (ways >= MOST_WAYS) return null;
  const ties = new Map<string, Tie>();
  const collect = (side: Reached, entity: number): void => {
    for (const { tie, before } of side.get(entity) ?? []) {
      ties.set(tie.join(' '), tie);
      collect(side, before);
    }
  };
  for (const side of sides) for (const entity of met) collect(side, entity);
  return [...ties.values()].map((tie) => readLink(reading, tie));
}

function readLink(reading: LinkReading, tie: Tie): DrawnLink {
  const { prepare, isStale, sources } = reading;
  const row = toRow(prepare(WHOLE_LINK).get(...tie));
  if (!row) throw new Error('a link went away within one reading');
  const end = (id: number): { ref: EntityRef; degree: number } => {
    const found = toRow(prepare(`SELECT kind, ext, ${degreeOf('entity', isStale)} FROM entity WHERE id = ?`).get(id));
    return { ref: { kind: toKind(found?.[0]), id: toText(found?.[1]) }, degree: toNumber(found?.[2]) };
  };
  const [from, to] = [end(tie[0]), end(tie[1])];
  const strength = linkStrength(toDrawnType(row[2]), countOf(row), [from.degree, to.degree]);
  return { ...parseShown(row, sources), from: from.ref, to: to.ref, strength };
}

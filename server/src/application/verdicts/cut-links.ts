/** Columns without the links that somebody judged to tie nobody. */
import type { GraphColumns, LinkColumns } from '../../detection/columns.ts';
import { entityKey } from '../../domain/entity-key.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { LinkVerdict } from '../../domain/verdict.ts';

/** `now`: verdicts that ran out by then count no more. */
export function cutLinks(columns: GraphColumns, verdicts: readonly LinkVerdict[], now: TimePoint): GraphColumns {
  const inForce = verdicts.filter(({ isSameActor, until }) => !isSameActor && (until === null || until > now));
  if (inForce.length === 0) return columns;
  const named = new Set(inForce.flatMap(({ from, to }) => [entityKey(from), entityKey(to)]));
  const positions = new Map<string, number>();
  for (let i = 0; i < columns.entities.length; i++) {
    const key = `${ENTITY_KIND_LIST[columns.entities.kind[i] ?? 0]}:${columns.entities.id[i]}`;
    if (named.has(key)) positions.set(key, i);
  }
  const pairOf = (from: number, to: number): string => `${from} ${to}`;
  const cut = new Set(
    inForce.flatMap(({ from, to }) => {
      const [a, b] = [positions.get(entityKey(from)), positions.get(entityKey(to))];
      return a === undefined || b === undefined ? [] : [pairOf(a, b), pairOf(b, a)];
    }),
  );
  const { links } = columns;
  const kept = Array.from({ length: links.length }, (_, l) => l).filter(
    (l) => !cut.has(pairOf(links.from[l] ?? -1, links.to[l] ?? -1)),
  );
  return { ...columns, links: pick(links, kept) };
}

function pick(links: LinkColumns, kept: readonly number[]): LinkColumns {
  const at =
    <T extends Uint8Array | Int32Array | Float64Array>(column: T): ((l: number) => number) =>
    (l) =>
      column[l] ?? 0;
  return {
    length: kept.length,
    type: Uint8Array.from(kept, at(links.type)),
    from: Int32Array.from(kept, at(links.from)),
    to: Int32Array.from(kept, at(links.to)),
    firstSeen: Float64Array.from(kept, at(links.firstSeen)),
    lastSeen: Float64Array.from(kept, at(links.lastSeen)),
    count: Float64Array.from(kept, at(links.count)),
  };
}

/** Drawn links around entities and among them. */
import type { ExpandedEntity, Expansion, TimeWindow } from '../../application/ports/graph-store.ts';
import type { DrawnLink, Entity } from '../../domain/graph-view.ts';
import { linkStrength, typeWeight } from '../../domain/link-strength.ts';
import { DRAWN_LINK_TYPE_LIST, type DrawnLinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { drawnTypeCode } from '../sqlite/codes.ts';
import { type Neo4jConnection, type Row, toInteger } from './connection.ts';
import { nodeKey, toEntity, toRef } from './entity-properties.ts';
import { toShown } from './link-properties.ts';
import type { Properties } from './merged-properties.ts';

const CODES = Object.fromEntries(DRAWN_LINK_TYPE_LIST.map((type, code) => [type, toInteger(code)]));
/** By type its weight and its place: one map, for each entry is packed and read again with every question. */
export const RANKS = Object.fromEntries(DRAWN_LINK_TYPE_LIST.map((type) => [type, [typeWeight(type), CODES[type]]]));

const windowOf = (window: TimeWindow | undefined) => ({
  from: toInteger(window?.from),
  to: toInteger(window?.to),
});

export async function expand(connection: Neo4jConnection, expansion: Expansion): Promise<readonly ExpandedEntity[]> {
  const keys = expansion.of.map(nodeKey);
  const rows = await connection.ask('graph/expand-entities', {
    keys: [...new Set(keys)],
    types: expansion.types ?? null,
    ...windowOf(expansion.window),
    limit: toInteger(expansion.limitPerEntity),
    ranks: RANKS,
    withEnds: expansion.withEnds ?? false,
  });
  const links = new Map<string, DrawnLink[]>();
  const ends = new Map<string, Entity[]>();
  const totals = new Map<string, number>();
  for (const row of rows) {
    const key = String(row[0]);
    totals.set(key, Number(row[2]));
    links.set(key, [...(links.get(key) ?? []), toLink(row)]);
    if (row[8]) ends.set(key, [...(ends.get(key) ?? []), toEntity(row[5], row[8] as Properties)]);
  }
  return expansion.of.map((ref) => {
    const found = links.get(nodeKey(ref)) ?? [];
    const hidden = (totals.get(nodeKey(ref)) ?? 0) - found.length;
    return { ref, links: found, hidden, ...(expansion.withEnds && { ends: ends.get(nodeKey(ref)) ?? [] }) };
  });
}

function toLink([key, degree, , isForward, type, other, otherDegree, properties]: Row): DrawnLink {
  const drawn = type as DrawnLinkType;
  const shown = toShown(drawn, properties as Properties);
  const [from, to] = isForward ? [key, other] : [other, key];
  const strength = linkStrength(drawn, shown.count, [Number(degree ?? 0), Number(otherDegree ?? 0)]);
  return { ...shown, from: toRef(from), to: toRef(to), strength };
}

export async function countLinkTypes(
  connection: Neo4jConnection,
  refs: readonly EntityRef[],
): Promise<readonly ReadonlyMap<DrawnLinkType, number>[]> {
  const rows = await connection.ask('graph/count-link-types', { keys: [...new Set(refs.map(nodeKey))] });
  const sorted = rows
    .map(([key, type, links]) => ({ key, type: type as DrawnLinkType, links: Number(links) }))
    .sort((x, y) => drawnTypeCode(x.type) - drawnTypeCode(y.type));
  return refs.map((ref) => {
    const key = nodeKey(ref);
    return new Map(sorted.flatMap((row) => (row.key === key ? [[row.type, row.links] as const] : [])));
  });
}

export async function linksAmong(
  connection: Neo4jConnection,
  refs: readonly EntityRef[],
  options: { readonly window?: TimeWindow; readonly limit: number },
): Promise<readonly DrawnLink[]> {
  const rows = await connection.ask('graph/links-among', {
    keys: [...new Set(refs.map(nodeKey))],
    ...windowOf(options.window),
    limit: toInteger(options.limit),
    codes: CODES,
  });
  return rows.map(toLinkBetween);
}

export function toLinkBetween([type, from, to, fromDegree, toDegree, properties]: Row): DrawnLink {
  const drawn = type as DrawnLinkType;
  const shown = toShown(drawn, properties as Properties);
  const strength = linkStrength(drawn, shown.count, [Number(fromDegree ?? 0), Number(toDegree ?? 0)]);
  return { ...shown, from: toRef(from), to: toRef(to), strength };
}

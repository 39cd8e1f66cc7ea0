/** Drawn links around entities and among them. */
import type { ExpandedEntity, Expansion, TimeWindow } from '../../application/ports/graph-store.ts';
import { compareText } from '../../domain/compare-text.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import { linkStrength } from '../../domain/link-strength.ts';
import { DRAWN_LINK_TYPE_LIST, type DrawnLinkType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { drawnTypeCode } from '../sqlite/codes.ts';
import { type Neo4jConnection, type Row, toInteger } from './connection.ts';
import { nodeKey, toEntity, toRef } from './entity-properties.ts';
import { toShown } from './link-properties.ts';
import type { Properties } from './merged-properties.ts';

const CODES = Object.fromEntries(DRAWN_LINK_TYPE_LIST.map((type, code) => [type, toInteger(code)]));

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
    withEnds: expansion.withEnds ?? false,
  });
  const found = new Map(rows.map((row) => [String(row[0]), toStrongest(row, expansion.limitPerEntity)]));
  return expansion.of.map((ref) => {
    const { total, strongest } = found.get(nodeKey(ref)) ?? NO_LINKS;
    const links = strongest.map(({ link }) => link);
    const ends = strongest.flatMap(({ other, end }) => (end ? [toEntity(other, end)] : []));
    return { ref, links, hidden: total - links.length, ...(expansion.withEnds && { ends }) };
  });
}

type Ranked = {
  readonly link: DrawnLink;
  readonly isForward: boolean;
  readonly other: string;
  readonly end: Properties | null;
};
const NO_LINKS = { total: 0, strongest: [] } as const;

/** Of an entity with few links the server gives all, not ranked, and no total. */
function toStrongest([key, degree, total, links]: Row, limit: number) {
  const told = (links as readonly Row[]).map((link) => toRanked(key, degree, link));
  const strongest = total === null ? told.sort(byStrength).slice(0, limit) : told;
  return { total: Number(total ?? told.length), strongest };
}

function toRanked(key: unknown, degree: unknown, [isForward, type, other, otherDegree, properties, end]: Row): Ranked {
  const drawn = type as DrawnLinkType;
  const shown = toShown(drawn, properties as Properties);
  const [from, to] = isForward ? [key, other] : [other, key];
  const strength = linkStrength(drawn, shown.count, [Number(degree ?? 0), Number(otherDegree ?? 0)]);
  const link = { ...shown, from: toRef(from), to: toRef(to), strength };
  return { link, isForward: isForward === true, other: String(other), end: end as Properties | null };
}

/** The order in which the server ranks. */
const byStrength = (x: Ranked, y: Ranked): number =>
  y.link.strength - x.link.strength ||
  drawnTypeCode(x.link.type) - drawnTypeCode(y.link.type) ||
  compareText(x.other, y.other) ||
  Number(y.isForward) - Number(x.isForward);

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

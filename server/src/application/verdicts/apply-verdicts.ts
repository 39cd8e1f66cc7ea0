/**
 * Columns as people judged them: without the links that tie nobody, with the accounts they found to be in on a fraud
 * known as such, so that what is tied to those is looked at, and by which data they found others not to be involved.
 */
import type { EntityColumns, GraphColumns, LinkColumns } from '../../detection/columns.ts';
import { findEntity } from '../../detection/find-entity.ts';
import type { AllowList } from '../../domain/covered-entities.ts';
import { entityKey, refOfKey } from '../../domain/entity-key.ts';
import { ENTITY_KIND_LIST, RISK_LABELS } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { clearedAccounts, confirmedAccounts, cutTies, type Verdicts } from '../../domain/verdict.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';

export type JudgedBy = {
  /** "Not the same actor" corrects the data: what was said by then holds whatever time the run looks at. */
  readonly links: TimePoint;
  /** Who is known as a fraudster, like a label in the data: only what was known by then. */
  readonly accounts: TimePoint;
};

export async function applyVerdicts(
  columns: GraphColumns,
  verdicts: VerdictStore,
  { links, accounts }: JudgedBy,
): Promise<GraphColumns> {
  const held = await verdicts.heldAt(links);
  const known = accounts === links ? held : await verdicts.heldAt(accounts);
  return withCleared(
    withConfirmed(withoutLinks(columns, held, links), confirmedAccounts(known)),
    clearedAccounts(held),
  );
}

function withoutLinks(columns: GraphColumns, held: Verdicts, now: TimePoint): GraphColumns {
  const cut = cutTies(held.links, now);
  if (cut.size === 0) return columns;
  const { links, entities } = columns;
  const named = positionsOf(entities, new Set([...cut].flatMap((pair) => pair.split('\n'))));
  const keyOf = new Map([...named].map(([key, position]) => [position, key]));
  const isCut = (from: number, to: number): boolean => cut.has(`${keyOf.get(from)}\n${keyOf.get(to)}`);
  const kept = Array.from({ length: links.length }, (_, l) => l).filter(
    (l) => !isCut(links.from[l] ?? -1, links.to[l] ?? -1),
  );
  return { ...columns, links: pick(links, kept) };
}

function withCleared(columns: GraphColumns, cleared: ReadonlyMap<string, TimePoint>): GraphColumns {
  if (cleared.size === 0) return columns;
  const { entities } = columns;
  const clearedAt = new Float64Array(entities.length).fill(Number.NaN);
  for (const [key, position] of positionsOf(entities, new Set(cleared.keys()))) {
    clearedAt[position] = cleared.get(key) ?? Number.NaN;
  }
  return { ...columns, entities: { ...entities, clearedAt } };
}

/** What the data itself says of an account stands: somebody checked and cleared stays cleared. */
const withConfirmed = (columns: GraphColumns, confirmed: ReadonlySet<string>): GraphColumns =>
  withLabel(columns, confirmed, CONFIRMED);

const withLabel = (columns: GraphColumns, keys: ReadonlySet<string>, label: number): GraphColumns => {
  if (keys.size === 0) return columns;
  const { entities } = columns;
  const riskLabel = entities.riskLabel.slice();
  for (const position of positionsOf(entities, keys).values()) {
    if (riskLabel[position] !== CLEARED) riskLabel[position] = label;
  }
  return { ...columns, entities: { ...entities, riskLabel } };
};

/** Identifiers that are in order tie nobody, like those that the data itself calls legitimate. */
export function withAllowed(columns: GraphColumns, allowed: AllowList): GraphColumns {
  const keys = new Set(allowed.named.map(entityKey));
  if (allowed.hasRanges)
    for (const ref of eachAddress(columns.entities)) if (allowed.entryOf(ref)) keys.add(entityKey(ref));
  return withLabel(columns, keys, CLEARED);
}

function* eachAddress({ kind, id, length }: EntityColumns): Generator<EntityRef> {
  const code = ENTITY_KIND_LIST.indexOf('IpAddress');
  for (let e = 0; e < length; e++) if (kind[e] === code) yield { kind: 'IpAddress', id: id.at(e) ?? '' };
}

const CONFIRMED = RISK_LABELS.indexOf('confirmedFraud');
const CLEARED = RISK_LABELS.indexOf('confirmedLegitimate');

function positionsOf(entities: EntityColumns, keys: ReadonlySet<string>): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const key of keys) {
    const position = findEntity(entities, refOfKey(key));
    if (position >= 0) positions.set(key, position);
  }
  return positions;
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

/** Who of those met is known to be bad, how sure that is, and to which finding it belongs. */
import { entityKey } from '../../domain/entity-key.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring } from '../../domain/ring.ts';
import type { ScreeningTarget } from '../../domain/screening.ts';
import { isStanding, type RingVerdict, type Verdicts } from '../../domain/verdict.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { MetEntity } from '../ports/graph-store.ts';

/** `target`: its key, of `targets`; `sure`: 0–1. */
export type Bad = { readonly target: string; readonly sure: number };
export type KnownBad = {
  /** By the entity's key. One account may be in several rings. */
  readonly bad: ReadonlyMap<string, readonly Bad[]>;
  readonly targets: ReadonlyMap<string, ScreeningTarget>;
};

/** Whole rings are read of the first so many met, highest score first for each account. */
const MOST_RINGS = 12;

export type Findings = {
  readonly rings: RingStore;
  readonly verdicts: Verdicts;
  /** `confirmedAccounts` of the verdicts. */
  readonly confirmed: ReadonlySet<string>;
};
type Entities = ReadonlyMap<string, Entity | null>;
type Found = readonly [key: string, entry: Bad, target: ScreeningTarget];

export async function findKnownBad(
  { rings, verdicts, confirmed }: Findings,
  entities: Entities,
  asked: EntityRef,
): Promise<KnownBad> {
  const present = [...entities.values()].filter((entity) => entity !== null);
  const memberships = await rings.ringIdsOf([asked, ...present]);
  const met = (await readRings(rings, memberships)).filter(({ id }) => !isDismissed(verdicts.rings.get(id)));
  const found = [
    ...present.flatMap((entity) => asItself(entity, confirmed, memberships)),
    ...met.flatMap((ring) => asMembers(ring, { entities, memberships, verdicts, confirmed })),
  ];
  const bad = new Map<string, Bad[]>();
  for (const [key, entry] of found) bad.set(key, [...(bad.get(key) ?? []), entry]);
  return { bad, targets: new Map(found.map(([, { target: key }, target]) => [key, target])) };
}

/** False only where `findKnownBad` would find nothing among them. */
export async function mayKnowAny({ rings, confirmed }: Findings, met: readonly MetEntity[]): Promise<boolean> {
  const isKnown = (one: MetEntity): boolean => one.riskLabel === 'confirmedFraud' || confirmed.has(entityKey(one));
  return met.some(isKnown) || (await rings.ringIdsOf(met)).size > 0;
}

type Memberships = ReadonlyMap<string, readonly string[]>;

function asItself(entity: Entity, confirmed: ReadonlySet<string>, memberships: Memberships): readonly Found[] {
  const key = entityKey(entity);
  const label = entity.risk?.label;
  // Confirmed as one of a ring that is gone since; in a ring there is, the ring says more.
  const isJudged = confirmed.has(key) && !memberships.has(key) && label !== 'confirmedLegitimate';
  if (label !== 'confirmedFraud' && !isJudged) return [];
  return [[key, { target: key, sure: 1 }, { type: 'confirmedFraud', entity }]];
}

type Known = {
  readonly entities: Entities;
  readonly memberships: Memberships;
  readonly verdicts: Verdicts;
  readonly confirmed: ReadonlySet<string>;
};

function asMembers(ring: Ring, { entities, memberships, verdicts, confirmed }: Known): readonly Found[] {
  const judged = verdicts.members.get(ring.id);
  const target = { type: 'ring', ring, isConfirmed: verdicts.rings.get(ring.id)?.verdict === 'CONFIRMED' } as const;
  return ring.members.flatMap((member): readonly Found[] => {
    const key = entityKey(member);
    if (!memberships.get(key)?.includes(ring.id) || isInnocent(entities.get(key), member.role)) return [];
    if (judged?.get(key)?.verdict === 'NOT_INVOLVED') return [];
    const sure = confirmed.has(key) ? 1 : ring.confidence * member.confidence;
    return [[key, { target: ring.id, sure }, target]];
  });
}

const isDismissed = (verdict: RingVerdict | undefined): boolean =>
  verdict?.verdict === 'DISMISSED' && isStanding(verdict);

async function readRings(rings: RingStore, memberships: Memberships): Promise<readonly Ring[]> {
  const members = new Map<string, number>();
  for (const ids of memberships.values()) for (const id of ids) members.set(id, (members.get(id) ?? 0) + 1);
  const most = [...members].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_RINGS);
  const found = await Promise.all(most.map(([id]) => rings.ring(id)));
  return found.filter((ring) => ring !== null);
}

/** Being robbed by a ring, or having been cleared by name, is no guilt. */
const isInnocent = (entity: Entity | null | undefined, role: Ring['members'][number]['role']): boolean =>
  role === 'VICTIM' || entity?.risk?.label === 'confirmedLegitimate';

/** Who of those met is known to be bad, how sure that is, and to which finding it belongs. */
import { entityKey } from '../../domain/entity-key.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring } from '../../domain/ring.ts';
import type { ScreeningTarget } from '../../domain/screening.ts';
import { confirmedAccounts, isStanding, type Verdicts } from '../../domain/verdict.ts';
import type { RingStore } from '../ports/case-store.ts';

/** `target`: its key, of `targets`; `sure`: 0–1. */
export type Bad = { readonly target: string; readonly sure: number };
export type KnownBad = {
  /** By the entity's key. One account may be in several rings. */
  readonly bad: ReadonlyMap<string, readonly Bad[]>;
  readonly targets: ReadonlyMap<string, ScreeningTarget>;
};

/** Whole rings are read of the first so many met, highest score first for each account. */
const MOST_RINGS = 12;

type Findings = { readonly rings: RingStore; readonly verdicts: Verdicts };

export async function findKnownBad(
  { rings, verdicts }: Findings,
  entities: ReadonlyMap<string, Entity | null>,
  asked: EntityRef,
): Promise<KnownBad> {
  const bad = new Map<string, Bad[]>();
  const targets = new Map<string, ScreeningTarget>();
  const add = (key: string, entry: Bad, target: ScreeningTarget): void => {
    bad.set(key, [...(bad.get(key) ?? []), entry]);
    targets.set(entry.target, target);
  };
  const present = [...entities.values()].filter((entity) => entity !== null);
  const memberships = await rings.ringIdsOf([asked, ...present]);
  const confirmed = confirmedAccounts(verdicts);
  for (const entity of present) {
    const key = entityKey(entity);
    // Confirmed as one of a ring that is gone since; in a ring there is, the ring says more.
    const isJudged = confirmed.has(key) && !memberships.has(key) && entity.risk?.label !== 'confirmedLegitimate';
    if (entity.risk?.label !== 'confirmedFraud' && !isJudged) continue;
    add(key, { target: key, sure: 1 }, { type: 'confirmedFraud', entity });
  }
  for (const ring of await readRings(rings, memberships)) {
    const verdict = verdicts.rings.get(ring.id);
    if (verdict?.verdict === 'DISMISSED' && isStanding(verdict)) continue;
    const judged = verdicts.members.get(ring.id);
    for (const member of ring.members) {
      const key = entityKey(member);
      if (!memberships.get(key)?.includes(ring.id) || isInnocent(entities.get(key), member.role)) continue;
      if (judged?.get(key)?.verdict === 'NOT_INVOLVED') continue;
      const sure = confirmed.has(key) ? 1 : ring.confidence * member.confidence;
      add(key, { target: ring.id, sure }, { type: 'ring', ring, isConfirmed: verdict?.verdict === 'CONFIRMED' });
    }
  }
  return { bad, targets };
}

async function readRings(
  rings: RingStore,
  memberships: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Ring[]> {
  const members = new Map<string, number>();
  for (const ids of memberships.values()) for (const id of ids) members.set(id, (members.get(id) ?? 0) + 1);
  const most = [...members].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_RINGS);
  const found = await Promise.all(most.map(([id]) => rings.ring(id)));
  return found.filter((ring) => ring !== null);
}

/** Being robbed by a ring, or having been cleared by name, is no guilt. */
const isInnocent = (entity: Entity | null | undefined, role: Ring['members'][number]['role']): boolean =>
  role === 'VICTIM' || entity?.risk?.label === 'confirmedLegitimate';

/** One set a request: look-ups of single things within one answer become one call to a store. */
import DataLoader from 'dataloader';
import { type AlertReader, findAlertsOf } from '../application/alerts/show-alerts.ts';
import { countLinks } from '../application/count-links.ts';
import { findEntities } from '../application/find-entities.ts';
import { findRingsOf } from '../application/find-rings-of.ts';
import { showRarity } from '../application/show-rarity.ts';
import { type RingHistory, traceRing } from '../application/trace-ring.ts';
import { showMemberVerdicts, showVerdicts, type VerdictReader } from '../application/verdicts/show-verdicts.ts';
import type { Alert } from '../domain/alert.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Entity } from '../domain/graph-view.ts';
import type { DrawnLinkType, EntityKind } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Ring } from '../domain/ring.ts';
import type { MemberVerdict, RingVerdict } from '../domain/verdict.ts';
import { unwrap } from './errors.ts';

export type Loaders = {
  /** What a finding points at but the graph no longer holds is answered with its kind and id alone. */
  entity(ref: EntityRef): Promise<Entity>;
  ringsOf(ref: EntityRef): Promise<readonly Ring[]>;
  linkCounts(ref: EntityRef): Promise<ReadonlyMap<DrawnLinkType, number>>;
  rarity(kind: EntityKind): Promise<readonly number[]>;
  history(ringId: string): Promise<RingHistory>;
  verdicts(ringId: string): Promise<readonly RingVerdict[]>;
  memberVerdicts(ringId: string): Promise<ReadonlyMap<string, MemberVerdict>>;
  alertOf(ringId: string): Promise<Alert | null>;
};

const byRef = { cacheKeyFn: entityKey, maxBatchSize: 1_000 };

export function createLoaders(reader: VerdictReader & AlertReader): Loaders {
  const entities = new DataLoader(
    async (refs: readonly EntityRef[]) => entitiesFor(refs, unwrap(await findEntities(reader, refs))),
    byRef,
  );
  const rings = new DataLoader(async (refs: readonly EntityRef[]) => unwrap(await findRingsOf(reader, refs)), byRef);
  const counts = new DataLoader(async (refs: readonly EntityRef[]) => unwrap(await countLinks(reader, refs)), byRef);
  const rarities = new DataLoader(async (kinds: readonly EntityKind[]) =>
    Promise.all(kinds.map(async (kind) => unwrap(await showRarity(reader, kind)))),
  );
  const histories = new DataLoader(async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => unwrap(await traceRing(reader, id)))),
  );
  const verdicts = new DataLoader(async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => unwrap(await showVerdicts(reader, id)))),
  );
  const memberVerdicts = new DataLoader(async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => unwrap(await showMemberVerdicts(reader, id)))),
  );
  const alerts = new DataLoader(async (ids: readonly string[]) => unwrap(await findAlertsOf(reader, ids)));
  return {
    entity: (ref) => entities.load(ref),
    ringsOf: (ref) => rings.load(ref),
    linkCounts: (ref) => counts.load(ref),
    rarity: (kind) => rarities.load(kind),
    history: (ringId) => histories.load(ringId),
    verdicts: (ringId) => verdicts.load(ringId),
    memberVerdicts: (ringId) => memberVerdicts.load(ringId),
    alertOf: (ringId) => alerts.load(ringId),
  };
}

const entitiesFor = (refs: readonly EntityRef[], found: readonly (Entity | null)[]): readonly Entity[] =>
  refs.map((ref, i) => found[i] ?? toBareEntity(ref));

const toBareEntity = ({ kind, id }: EntityRef): Entity => ({
  kind,
  id,
  label: null,
  market: null,
  createdAt: null,
  status: 'active',
  risk: null,
  balances: null,
  nextSettlementAt: null,
  updatedAt: null,
  removedAt: null,
  attributes: {},
  linkCount: 0,
});

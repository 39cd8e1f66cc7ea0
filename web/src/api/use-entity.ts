import { useQuery } from '@tanstack/react-query';
import { CASH, ENTITY_SUMMARY, RING_ROW } from './fragments.ts';
import { fetchGraphql, toDocument } from './graphql.ts';
import type { Connection, EntityRef, EntitySummary, LinkTypeCount, Money, RingRow } from './shapes.ts';

export type EntityFacts = EntitySummary & {
  readonly market: string | null;
  readonly createdAt: string | null;
  readonly riskLabelAt: string | null;
  readonly riskReason: string | null;
  readonly unsettledBalance: Money | null;
  readonly reservedBalance: Money | null;
  readonly nextSettlementAt: string | null;
  readonly removedAt: string | null;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly linkCounts: readonly LinkTypeCount[];
  readonly rings: Pick<Connection<RingRow>, 'nodes' | 'totalCount'>;
};

export const ENTITY = toDocument<{ readonly entity: EntityFacts | null }, { ref: EntityRef }>(`
query Entity($ref: EntityRef!) {
  entity(ref: $ref) {
    ...EntitySummary
    market createdAt riskLabelAt riskReason nextSettlementAt removedAt
    unsettledBalance { ...Cash }
    reservedBalance { ...Cash }
    attributes { name value }
    linkCounts { type count }
    rings(first: 20) { nodes { ...RingRow } totalCount }
  }
}
${ENTITY_SUMMARY}
${RING_ROW}
${CASH}`);

export const fetchEntity = async (ref: EntityRef, signal?: AbortSignal): Promise<EntityFacts | null> =>
  (await fetchGraphql(ENTITY, { ref: { kind: ref.kind, externalId: ref.externalId } }, signal)).entity;

/** One entity's facts; null when there is none or it may not be seen; asks nothing while `ref` is null. */
export const useEntity = (ref: EntityRef | null) =>
  useQuery({
    queryKey: ['entity', ref?.kind, ref?.externalId],
    queryFn: ({ signal }) => (ref ? fetchEntity(ref, signal) : null),
    enabled: ref !== null,
  });

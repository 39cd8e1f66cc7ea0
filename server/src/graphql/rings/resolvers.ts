import { compareRingPictures, type RingDiff } from '../../application/compare-ring-pictures.ts';
import { drawRing } from '../../application/draw-ring.ts';
import { describeShared, type Group, rarityOf } from '../../application/exploration/rarity.ts';
import { findRing, findRingItself, type ResolvedRing } from '../../application/find-ring.ts';
import { listRings } from '../../application/list-rings.ts';
import type { RingPicture } from '../../application/ports/case-store.ts';
import { eventsOfEvidence, linksOfEvidence } from '../../application/show-evidence.ts';
import { showRingAt } from '../../application/show-ring-at.ts';
import { showRingTimeline } from '../../application/show-ring-timeline.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Evidence, EvidenceTie, Ring, RingMember, SharedIdentifier } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import { lastMomentOf, type TimePoint } from '../../domain/time-point.ts';
import { unwrap } from '../errors.ts';
import type { Maybe } from '../graph/inputs.ts';
import { toLinks, toSubgraph } from '../graph/models.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, pageOfList, toConnection, toPage } from '../shared/connection.ts';
import { ringList } from '../shared/cursor.ts';
import { toRunId } from '../shared/global-id.ts';
import { loadEntities } from '../shared/load-entities.ts';
import { type DiffArguments, type RingsArguments, toRingList, toRunKey, toSpan } from './inputs.ts';

type RingArguments = { readonly id: string; readonly run?: Maybe<string> };
type MemberModel = RingMember & { readonly ringId: string };
export type SharedIdentifierModel = SharedIdentifier & { readonly group: Group };
type AnyEvidence = Evidence<string>;

/** A ring of an earlier date carries the run that saw it. */
type RingAt = Ring & { readonly seenBy?: DetectionRun };
const toRingAt = (picture: RingPicture | null): RingAt | null =>
  picture === null ? null : { ...picture.ring, seenBy: picture.run };

const toMembers = (ring: Ring, members: readonly RingMember[]): readonly MemberModel[] =>
  members.map((member) => ({ ...member, ringId: ring.id }));

export const ringsResolvers = {
  Query: {
    rings: async (_: unknown, args: RingsArguments, context: RequestContext) => {
      const request = toRingList(args);
      return toConnection(ringList(request.order), unwrap(await listRings(context, request), 'rings.filter.runId'));
    },
    ring: async (_: unknown, { id, run }: RingArguments, context: RequestContext) => {
      const ring = unwrap(await findRing(context, id));
      if (ring === null || run == null) return ring;
      return toRingAt(unwrap(await showRingAt(context, ring, { runId: toRunKey(run) })));
    },
  },
  Ring: {
    members: (ring: Ring, args: PageArguments) => {
      const members = toMembers(ring, ring.members);
      return toConnection('Ring.members', pageOfList(members, toPage(args, 50)), args.after);
    },
    identifiers: (ring: Ring): readonly SharedIdentifierModel[] =>
      ring.identifiers.map((identifier) => ({ ...identifier, group: 'members' })),
    graph: async (ring: Ring, { limit }: { readonly limit?: Maybe<number> }, context: RequestContext) =>
      toSubgraph(unwrap(await drawRing(context, ring, limit ?? 200)), context.loaders),
    timeline: async (ring: Ring, { buckets }: { readonly buckets?: Maybe<number> }, context: RequestContext) =>
      unwrap(await showRingTimeline(context, ring, buckets ?? 60)),
    lineage: async (ring: Ring, _: unknown, { loaders }: RequestContext) => (await loaders.history(ring.id)).changes,
    evidenceTree: ({ evidenceTree }: Ring) => evidenceTree ?? [],
    successor: async ({ successor }: Ring, _: unknown, context: RequestContext) =>
      successor === undefined ? null : unwrap(await findRingItself(context, successor)),
    asOf: async (ring: ResolvedRing, { date }: { readonly date: TimePoint }, context: RequestContext) =>
      toRingAt(unwrap(await showRingAt(context, ring, { asOf: lastMomentOf(date) }))),
    diff: async (ring: ResolvedRing, args: DiffArguments, context: RequestContext) =>
      unwrap(await compareRingPictures(context, ring, toSpan(args))),
    run: async (ring: RingAt, _: unknown, { loaders }: RequestContext) =>
      ring.seenBy ?? (await loaders.history(ring.id)).lastRun,
  },
  EvidenceTie: {
    from: ({ from }: EvidenceTie, _: unknown, { loaders }: RequestContext) => loaders.entity(from),
    to: ({ to }: EvidenceTie, _: unknown, { loaders }: RequestContext) => loaders.entity(to),
    entities: ({ entities }: EvidenceTie, _: unknown, context: RequestContext) => loadEntities(entities, context),
  },
  RingChange: {
    runId: ({ runId }: RingChange) => toRunId(runId),
    joined: ({ joined }: RingChange, _: unknown, context: RequestContext) => loadEntities(joined, context),
    left: ({ left }: RingChange, _: unknown, context: RequestContext) => loadEntities(left, context),
  },
  RingDiff: {
    joined: ({ joined, to }: RingDiff) => toMembers(to.ring, joined),
    kept: ({ kept, to }: RingDiff) => toMembers(to.ring, kept),
    left: ({ left, from, to }: RingDiff) => toMembers(from?.ring ?? to.ring, left),
    linksGained: ({ linksGained }: RingDiff, _: unknown, { loaders }: RequestContext) =>
      toLinks(linksGained, { nodes: [], loaders }),
    linksLost: ({ linksLost }: RingDiff, _: unknown, { loaders }: RequestContext) =>
      toLinks(linksLost, { nodes: [], loaders }),
    linksKept: ({ linksKept }: RingDiff, _: unknown, { loaders }: RequestContext) =>
      toLinks(linksKept, { nodes: [], loaders }),
  },
  RingMember: {
    entity: (member: MemberModel, _: unknown, { loaders }: RequestContext) => loaders.entity(member),
    tenureDays: ({ standing }: MemberModel) => standing?.tenureDays,
    orders: ({ standing }: MemberModel) => standing?.orders ?? 0,
    turnover: ({ standing }: MemberModel) => standing?.turnover ?? [],
    refundRate: ({ standing }: MemberModel) => standing?.refundRate,
    chargebackRate: ({ standing }: MemberModel) => standing?.chargebackRate,
    stillStoppable: ({ standing }: MemberModel) => standing?.stillStoppable ?? [],
    enforcements: ({ standing }: MemberModel) => standing?.enforcements ?? 0,
    overturned: ({ standing }: MemberModel) => standing?.overturned ?? 0,
    otherRings: async (member: MemberModel, _: unknown, { loaders }: RequestContext) =>
      (await loaders.ringsOf(member)).filter((ring) => ring.id !== member.ringId),
  },
  SharedIdentifier: {
    entity: (identifier: SharedIdentifierModel, _: unknown, { loaders }: RequestContext) => loaders.entity(identifier),
    rarity: async ({ kind, accounts }: SharedIdentifierModel, _: unknown, { loaders }: RequestContext) =>
      rarityOf(await loaders.rarity(kind), accounts),
    statement: async (identifier: SharedIdentifierModel, _: unknown, { loaders }: RequestContext) => {
      const rarity = rarityOf(await loaders.rarity(identifier.kind), identifier.accounts);
      return describeShared(identifier, rarity, identifier.group);
    },
  },
  Evidence: {
    entities: ({ entities }: AnyEvidence, _: unknown, context: RequestContext) => loadEntities(entities, context),
    members: ({ members }: AnyEvidence, _: unknown, context: RequestContext) => loadEntities(members, context),
    links: async (evidence: AnyEvidence, _: unknown, context: RequestContext) =>
      toLinks(unwrap(await linksOfEvidence(context, evidence)), { nodes: [], loaders: context.loaders }),
    events: async (evidence: AnyEvidence, args: PageArguments, context: RequestContext) =>
      toConnection('Evidence.events', unwrap(await eventsOfEvidence(context, evidence, toPage(args, 50))), args.after),
  },
};

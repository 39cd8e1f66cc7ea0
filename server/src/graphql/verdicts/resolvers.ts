import { findRun } from '../../application/find-run.ts';
import { setLinkVerdict, setMemberVerdict, setRingVerdict } from '../../application/verdicts/give-verdict.ts';
import { findLinkVerdict, findSimilarRings, showPastVerdicts } from '../../application/verdicts/show-verdicts.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { Ring, RingMember } from '../../domain/ring.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type {
  LinkVerdict,
  MemberVerdictCode,
  RingVerdictCode,
  SeenPicture,
  VerdictReason,
} from '../../domain/verdict.ts';
import { unwrap } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';
import { toRunKey } from '../rings/inputs.ts';

type Grounds = { readonly reason: VerdictReason; readonly note?: Maybe<string> };
type JudgedRing = Grounds & { readonly ring: string; readonly run?: Maybe<string> };
/** Null says that there was none. */
export type Last = { readonly lastVerdictAt?: Maybe<TimePoint> };
type RingArguments = JudgedRing & Last & { readonly verdict: RingVerdictCode };
type MemberArguments = JudgedRing & Last & { readonly member: EntityRefInput; readonly verdict: MemberVerdictCode };
type LinkArguments = Grounds &
  Last & {
    readonly from: EntityRefInput;
    readonly to: EntityRefInput;
    readonly sameActor: boolean;
    readonly until?: Maybe<TimePoint>;
  };

export const toLast = ({ lastVerdictAt }: Last) => (lastVerdictAt === undefined ? {} : { lastVerdictAt });

const toJudged = ({ ring, run, reason, note }: JudgedRing) => {
  return { ringId: ring, reason, note: note ?? '', ...(run != null && { runId: toRunKey(run) }) };
};

export const verdictsResolvers = {
  Ring: {
    verdict: async ({ id }: Ring, _: unknown, { loaders }: RequestContext) =>
      (await loaders.verdicts(id)).at(-1) ?? null,
    verdicts: async ({ id }: Ring, _: unknown, context: RequestContext) => unwrap(await showPastVerdicts(context, id)),
    similar: async (ring: Ring, _: unknown, context: RequestContext) => unwrap(await findSimilarRings(context, ring)),
  },
  RingMember: {
    verdict: async (member: RingMember & { readonly ringId: string }, _: unknown, { loaders }: RequestContext) =>
      (await loaders.memberVerdicts(member.ringId)).get(entityKey(member)) ?? null,
  },
  SeenPicture: {
    run: async ({ runId }: SeenPicture, _: unknown, context: RequestContext) => unwrap(await findRun(context, runId)),
  },
  LinkVerdict: {
    from: ({ from }: LinkVerdict, _: unknown, { loaders }: RequestContext) => loaders.entity(from),
    to: ({ to }: LinkVerdict, _: unknown, { loaders }: RequestContext) => loaders.entity(to),
    sameActor: ({ isSameActor }: LinkVerdict) => isSameActor,
  },
  Query: {
    linkVerdict: async (_: unknown, { from, to }: Pick<LinkArguments, 'from' | 'to'>, context: RequestContext) =>
      unwrap(await findLinkVerdict(context, toRef(from), toRef(to))),
  },
  Mutation: {
    setRingVerdict: async (_: unknown, { verdict, ...judged }: RingArguments, context: RequestContext) =>
      unwrap(await setRingVerdict(context, { ...toJudged(judged), ...toLast(judged), verdict }), 'ring'),
    setMemberVerdict: async (_: unknown, { verdict, ...judged }: MemberArguments, context: RequestContext) => {
      const member = toRef(judged.member);
      return unwrap(
        await setMemberVerdict(context, { ...toJudged(judged), ...toLast(judged), member, verdict }),
        'member',
      );
    },
    setLinkVerdict: async (
      _: unknown,
      { sameActor, reason, note, ...ends }: LinkArguments,
      context: RequestContext,
    ) => {
      const [from, to] = [toRef(ends.from), toRef(ends.to)];
      const until = ends.until ?? null;
      const input = { from, to, until, isSameActor: sameActor, reason, note: note ?? '', ...toLast(ends) };
      return unwrap(await setLinkVerdict(context, input));
    },
  },
};

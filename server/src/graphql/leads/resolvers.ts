import { setLeadVerdict } from '../../application/leads/judge-lead.ts';
import { type LeadShow, listLeads } from '../../application/leads/list-leads.ts';
import type { Lead } from '../../domain/lead.ts';
import type { MemberVerdictCode, VerdictReason } from '../../domain/verdict.ts';
import { unwrap } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';
import { loadEntities } from '../shared/load-entities.ts';
import { type Last, toLast } from '../verdicts/resolvers.ts';

type ListArguments = PageArguments & { readonly show?: Maybe<LeadShow> };
type VerdictArguments = Last & {
  readonly account: EntityRefInput;
  readonly verdict: MemberVerdictCode;
  readonly reason: VerdictReason;
  readonly note?: Maybe<string>;
};

export const leadsResolvers = {
  Query: {
    leads: async (_: unknown, { show, ...args }: ListArguments, context: RequestContext) => {
      const asked = { show: show ?? 'TO_LOOK_AT', page: toPage(args, 20) };
      return toConnection('Query.leads', unwrap(await listLeads(context, asked)), args.after);
    },
  },
  Mutation: {
    setLeadVerdict: async (
      _: unknown,
      { account, verdict, reason, note, ...last }: VerdictArguments,
      context: RequestContext,
    ) => {
      const given = { account: toRef(account), verdict, reason, note: note ?? '', ...toLast(last) };
      return unwrap(await setLeadVerdict(context, given), 'account');
    },
  },
  Lead: {
    accounts: ({ accounts }: Lead, _: unknown, context: RequestContext) => loadEntities(accounts, context),
    known: ({ known }: Lead, _: unknown, context: RequestContext) => loadEntities(known, context),
    score: ({ group }: Lead) => group.score,
    summary: ({ group }: Lead) => group.summary,
    evidence: ({ group }: Lead) => group.evidence,
    counterEvidence: ({ group }: Lead) => group.counterEvidence,
    exposure: ({ group }: Lead) => group.exposure,
  },
};

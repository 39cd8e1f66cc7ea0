import { listLeads } from '../../application/list-leads.ts';
import type { Lead } from '../../domain/lead.ts';
import { unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';
import { loadEntities } from '../shared/load-entities.ts';

export const leadsResolvers = {
  Query: {
    leads: async (_: unknown, args: PageArguments, context: RequestContext) =>
      toConnection('Query.leads', unwrap(await listLeads(context, toPage(args, 20))), args.after),
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

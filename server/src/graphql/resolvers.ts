/** The resolvers of every module, in the order of the schema. */
import { alertsResolvers } from './alerts/resolvers.ts';
import { graphResolvers } from './graph/resolvers.ts';
import { investigationResolvers } from './investigation/resolvers.ts';
import { leadsResolvers } from './leads/resolvers.ts';
import { newcomersResolvers } from './newcomers/resolvers.ts';
import { parametersResolvers } from './parameters/resolvers.ts';
import { reviewResolvers } from './review/resolvers.ts';
import { ringsResolvers } from './rings/resolvers.ts';
import { runsResolvers } from './runs/resolvers.ts';
import { schedulesResolvers } from './schedules/resolvers.ts';
import { screeningResolvers } from './screening/resolvers.ts';
import type { ResolverMap } from './shared/resolver-map.ts';
import { sharedResolvers } from './shared/resolvers.ts';
import { subscriptionsResolvers } from './subscriptions/resolvers.ts';
import { verdictsResolvers } from './verdicts/resolvers.ts';
import { webhooksResolvers } from './webhooks/resolvers.ts';

export const RESOLVERS: readonly ResolverMap[] = [
  sharedResolvers,
  graphResolvers,
  ringsResolvers,
  investigationResolvers,
  runsResolvers,
  screeningResolvers,
  newcomersResolvers,
  leadsResolvers,
  webhooksResolvers,
  schedulesResolvers,
  verdictsResolvers,
  alertsResolvers,
  parametersResolvers,
  reviewResolvers,
  subscriptionsResolvers,
];

import {
  createSchedule,
  listSchedules,
  type NewSchedule,
  removeSchedule,
  runScheduleNow,
  type ScheduleDependencies,
  setSchedulePaused,
} from '../../application/scheduling/manage-schedules.ts';
import { refuse, unwrap } from '../errors.ts';
import type { RequestContext } from '../request-context.ts';

type IdArguments = { readonly id: string };

function schedulingOf({ scheduling }: RequestContext): ScheduleDependencies {
  if (scheduling === null) throw refuse('NOT_FOUND', 'This service has no scheduler.');
  return scheduling;
}

export const schedulesResolvers = {
  Query: {
    schedules: async (_: unknown, __: unknown, context: RequestContext) =>
      unwrap(await listSchedules(schedulingOf(context), context.principal)),
  },
  Mutation: {
    createSchedule: async (_: unknown, args: NewSchedule, context: RequestContext) =>
      unwrap(await createSchedule(schedulingOf(context), context.principal, args)),
    setSchedulePaused: async (_: unknown, args: IdArguments & { readonly paused: boolean }, context: RequestContext) =>
      unwrap(await setSchedulePaused(schedulingOf(context), context.principal, args), 'id'),
    runScheduleNow: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await runScheduleNow(schedulingOf(context), context.principal, id), 'id'),
    removeSchedule: async (_: unknown, { id }: IdArguments, context: RequestContext) =>
      unwrap(await removeSchedule(schedulingOf(context), context.principal, id), 'id'),
  },
};

/** What a server does by itself, for `clewline status`: schedules and webhooks, each with the last thing that went wrong. */
import type { CaseStore } from '../application/ports/case-store.ts';
import { listSchedules } from '../application/scheduling/manage-schedules.ts';
import { listWebhooks } from '../application/webhooks/list-webhooks.ts';
import type { Failure } from '../domain/failure.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Schedule } from '../domain/schedule.ts';
import { formatTimePoint, type TimePoint } from '../domain/time-point.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { CliContext } from './cli-context.ts';

type ShownSchedule = Pick<Schedule, 'id' | 'job' | 'cron' | 'timeZone' | 'paused' | 'running' | 'problem'> & {
  readonly nextRunAt: string | null;
  readonly lastFinishedAt: string | null;
};
type ShownWebhook = Pick<Webhook, 'id' | 'url' | 'status' | 'problem'>;
type Work = { readonly schedules: readonly ShownSchedule[]; readonly webhooks: readonly ShownWebhook[] };

export async function readWork({ clock, principal }: CliContext, cases: CaseStore): Promise<Result<Work, Failure>> {
  const schedules = await listSchedules({ schedules: cases.schedules, clock }, principal);
  if (!schedules.ok) return schedules;
  const webhooks = await listWebhooks(cases, principal);
  if (!webhooks.ok) return webhooks;
  return ok({ schedules: schedules.value.map(toShown), webhooks: webhooks.value.map(toShownWebhook) });
}

const toText = (time: TimePoint | null): string | null => (time === null ? null : formatTimePoint(time));

function toShown({ id, job, cron, timeZone, paused, running, problem, ...times }: Schedule): ShownSchedule {
  const told = { nextRunAt: toText(times.nextRunAt), lastFinishedAt: toText(times.lastFinishedAt) };
  return { id, job, cron, timeZone, paused, running, ...told, problem };
}
const toShownWebhook = ({ id, url, status, problem }: Webhook): ShownWebhook => ({ id, url, status, problem });

export const workLines = ({ schedules, webhooks }: Work): readonly string[] =>
  [
    ...schedules.map((one) => ({
      ...one,
      line: `schedule ${one.job} (${one.cron} ${one.timeZone}): ${standingOf(one)}`,
    })),
    ...webhooks.map((one) => ({ ...one, line: `webhook ${one.url}: ${one.status}` })),
  ].flatMap(({ line, problem }) => (problem === null ? [line] : [line, `  problem: ${problem}`]));

function standingOf({ running, paused, nextRunAt }: ShownSchedule): string {
  if (running) return 'running';
  if (paused) return 'paused';
  return nextRunAt === null ? 'not planned' : `next ${nextRunAt}`;
}

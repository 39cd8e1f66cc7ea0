/** The part of compose.ts for what a server does by itself: delivering webhooks, running schedules, showing rings. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runChildJob } from './adapters/child-job.ts';
import { croner } from './adapters/cron.ts';
import type { Log } from './adapters/log.ts';
import { createStandingChild, type StandingChild } from './adapters/standing-child.ts';
import { createAddressGuard } from './adapters/webhooks/address-guard.ts';
import { createWebhookSender } from './adapters/webhooks/http-sender.ts';
import type { JobRunner } from './application/ports/job-runner.ts';
import { type Keeping, keepProjected } from './application/projection/keep-projected.ts';
import type { ScheduleDependencies } from './application/scheduling/manage-schedules.ts';
import { planNights } from './application/scheduling/plan-nights.ts';
import { retain } from './application/scheduling/retain.ts';
import { startScheduler } from './application/scheduling/run-schedules.ts';
import { startDelivering } from './application/webhooks/deliver-messages.ts';
import type { WebhookDependencies } from './application/webhooks/manage-webhooks.ts';
import type { Services } from './cli/cli-context.ts';
import type { Config } from './config.ts';
import { OPERATOR, type Principal } from './domain/principal.ts';
import type { Job } from './domain/schedule.ts';

const SCRIPT = fileURLToPath(new URL('../bin/clewline.js', import.meta.url));
const MINUTE_MS = 60_000;
const SCHEDULER: Principal = { ...OPERATOR, id: 'scheduler', name: 'scheduler' };
const PROJECTOR: Principal = { ...OPERATOR, id: 'projector', name: 'projector' };

export type Background = {
  readonly hooks: WebhookDependencies;
  readonly scheduling: ScheduleDependencies;
  start(log: Log): { stop(): Promise<void> };
};

export function composeBackground(config: Config, services: Services, version: string): Background {
  const { webhooks, schedules } = services.cases;
  const guard = createAddressGuard(config.webhookAllow);
  const hooks = { ...services, webhooks, sender: createWebhookSender({ guard, userAgent: `Clewline/${version}` }) };
  const scheduling = { ...services, schedules, cron: croner, chance: Math.random };
  const start = (log: Log) => {
    const tell = (what: string) => (error: unknown) => log.error({ err: error }, what);
    const delivering = startDelivering({
      ...hooks,
      chance: Math.random,
      onUnexpected: tell('delivering webhooks failed'),
    });
    const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
    const standing = createStandingChild(SCRIPT, config.standbyMinutes * MINUTE_MS);
    const scheduler = startScheduler({
      ...scheduling,
      holder,
      runJob: createJobRunner(config, services, { holder, standing }),
      onLead: async () => {
        const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
        const planned = await planNights({ ...scheduling, settings: services.cases.settings }, SCHEDULER, zone);
        if (!planned.ok) log.warn({ code: planned.failure.code }, planned.failure.message);
      },
      onUnexpected: tell('running schedules failed'),
    });
    const keeping = startProjection(services, log);
    return {
      stop: async () => {
        await Promise.all([delivering.stop(), scheduler.stop(), keeping?.stop()]);
        standing.stop();
      },
    };
  };
  return { hooks, scheduling, start };
}

function startProjection({ cases, projection, ...services }: Services, log: Log): Keeping | null {
  if (projection === null) return null;
  return keepProjected({
    ...services,
    projection,
    outbox: cases.projection,
    principal: PROJECTOR,
    onTrouble: (failure) => {
      if (failure === null) log.info('rings are shown in the graph again');
      else log.warn({ code: failure.code }, `${failure.message} Rings in the graph are behind; trying again.`);
    },
    onUnexpected: (error) => log.error({ err: error }, 'showing rings in the graph failed'),
  });
}

/** Jobs that compute for long have a process of their own. */
const commandOf = (job: Job, holder: string): readonly string[] | undefined => {
  const detect = ['detect', '--json', '--stages', '--lease-holder', holder];
  const commands: Readonly<Partial<Record<Job, readonly string[]>>> = {
    detection: detect,
    incrementalDetection: [...detect, '--incremental'],
    screening: ['screen', '--json'],
  };
  return commands[job];
};

type Runners = { readonly holder: string; readonly standing: StandingChild };

const createJobRunner =
  (config: Config, services: Services, { holder, standing }: Runners): JobRunner =>
  async (job, watch) => {
    const args = commandOf(job, holder);
    // Its columns stay in memory until the next one.
    if (args !== undefined && job === 'incrementalDetection') return standing.run(args, watch);
    if (args !== undefined) return runChildJob({ script: SCRIPT, args }, watch);
    const { webhooks, retention } = services.cases;
    const retained = await retain({ ...services, webhooks, retention, keepDays: config.keepDays }, SCHEDULER);
    return retained.ok ? { end: 'done' } : { end: 'failed', problem: retained.failure.message };
  };

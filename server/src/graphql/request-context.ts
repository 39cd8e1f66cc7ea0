/** What every resolver is given: who asks, the stores guarded by the request's deadline, and its loaders. */
import type { Assigner } from '../application/alerts/assign-alert.ts';
import type { Suppressor } from '../application/alerts/suppress-alerts.ts';
import type { ParameterDependencies } from '../application/parameters/manage-parameters.ts';
import type { NewcomerStore } from '../application/ports/newcomer-store.ts';
import type { ScheduleDependencies } from '../application/scheduling/manage-schedules.ts';
import type { Judge } from '../application/verdicts/give-verdict.ts';
import type { WebhookDependencies } from '../application/webhooks/manage-webhooks.ts';
import type { Loaders } from './loaders.ts';

export type Service = { readonly version: string; readonly caseStore: string };

export type RequestContext = Judge &
  Suppressor &
  Assigner & {
    readonly loaders: Loaders;
    readonly newcomers: NewcomerStore;
    readonly service: Service;
    /** Called of what only reads: it ends where its client goes away. What writes is done to its end. */
    readonly mayStop: () => void;
    readonly hooks: WebhookDependencies | null;
    readonly scheduling: ScheduleDependencies | null;
    readonly tuning: ParameterDependencies | null;
  };

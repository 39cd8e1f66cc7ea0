/** The whole schema, one string a module, in the order a reader would want it. */
import { alertsSchema } from './alerts/schema.ts';
import { graphSchema } from './graph/schema.ts';
import { investigationSchema } from './investigation/schema.ts';
import { leadsSchema } from './leads/schema.ts';
import { newcomersSchema } from './newcomers/schema.ts';
import { parametersSchema } from './parameters/schema.ts';
import { reviewSchema } from './review/schema.ts';
import { ringListSchema } from './rings/list-schema.ts';
import { ringsSchema } from './rings/schema.ts';
import { runsSchema } from './runs/schema.ts';
import { schedulesSchema } from './schedules/schema.ts';
import { screeningSchema } from './screening/schema.ts';
import { sharedSchema } from './shared/schema.ts';
import { subscriptionsSchema } from './subscriptions/schema.ts';
import { verdictsSchema } from './verdicts/schema.ts';
import { webhooksSchema } from './webhooks/schema.ts';

export const TYPE_DEFINITIONS: readonly string[] = [
  sharedSchema,
  graphSchema,
  ringsSchema,
  ringListSchema,
  investigationSchema,
  runsSchema,
  screeningSchema,
  newcomersSchema,
  leadsSchema,
  webhooksSchema,
  schedulesSchema,
  verdictsSchema,
  alertsSchema,
  parametersSchema,
  reviewSchema,
  subscriptionsSchema,
];

import { assignAlert, listAlertHandlers } from '../../application/alerts/assign-alert.ts';
import {
  type AlertOutcome,
  assignAlerts,
  closeAlerts,
  keepBackAlerts,
} from '../../application/alerts/change-alerts.ts';
import { acknowledgeAlert, closeAlert, reopenAlert } from '../../application/alerts/handle-alert.ts';
import { findAlert, listAlerts, showAlertSteps } from '../../application/alerts/show-alerts.ts';
import { findSuppressionsOf, listSuppressions, showMatches } from '../../application/alerts/show-suppressions.ts';
import { endSuppression, renewSuppression, suppressAlerts } from '../../application/alerts/suppress-alerts.ts';
import { findRing } from '../../application/find-ring.ts';
import { currentTime } from '../../application/record-event.ts';
import type { Alert } from '../../domain/alert.ts';
import type { Priority } from '../../domain/alert-priority.ts';
import type { Ring } from '../../domain/ring.ts';
import { type Suppression, type SuppressionMatches, statusOf } from '../../domain/suppression.ts';
import { unwrap } from '../errors.ts';
import { type EntityRefInput, toRef } from '../graph/inputs.ts';
import type { RequestContext } from '../request-context.ts';
import { type PageArguments, toConnection, toPage } from '../shared/connection.ts';
import {
  type AlertsArguments,
  type AssignArguments,
  type AssignSeveralArguments,
  type CloseArguments,
  type CloseSeveralArguments,
  type KeepBackArguments,
  type NoteArguments,
  type RenewArguments,
  type SuppressArguments,
  type SuppressionsArguments,
  toAlertFilter,
  toAlertOrder,
  toAssigning,
  toNote,
  toSeveral,
  toSuppression,
} from './inputs.ts';

type IdArguments = { readonly id: string };

export const alertsResolvers = {
  Query: {
    alerts: async (_: unknown, args: AlertsArguments, context: RequestContext) => {
      const request = { filter: toAlertFilter(args), page: toPage(args, 20), order: toAlertOrder(args) };
      return toConnection('Query.alerts', unwrap(await listAlerts(context, request)), args.after);
    },
    alert: async (_: unknown, { id }: IdArguments, context: RequestContext) => unwrap(await findAlert(context, id)),
    alertHandlers: async (_: unknown, __: unknown, context: RequestContext) => unwrap(await listAlertHandlers(context)),
    suppressions: async (_: unknown, args: SuppressionsArguments, context: RequestContext) => {
      const filter = args.status == null ? {} : { status: args.status };
      const found = unwrap(await listSuppressions(context, { filter, page: toPage(args, 20) }));
      return toConnection('Query.suppressions', found, args.after);
    },
    suppressionsOf: async (_: unknown, { entity }: { readonly entity: EntityRefInput }, context: RequestContext) =>
      unwrap(await findSuppressionsOf(context, toRef(entity)), 'entity'),
  },
  Ring: {
    alert: ({ id }: Ring, _: unknown, { loaders }: RequestContext) => loaders.alertOf(id),
  },
  Alert: {
    ring: async ({ ringId }: Alert, _: unknown, context: RequestContext) => unwrap(await findRing(context, ringId)),
    steps: async ({ id }: Alert, _: unknown, context: RequestContext) => unwrap(await showAlertSteps(context, id)),
  },
  AlertOutcome: {
    code: ({ failure }: AlertOutcome) => failure?.code ?? null,
    problem: ({ failure }: AlertOutcome) => failure?.message ?? null,
  },
  AlertPriority: {
    atRisk: ({ atRisk: amount, currency }: Priority) => ({ amount, currency }),
  },
  Suppression: {
    status: (suppression: Suppression, _: unknown, { clock }: RequestContext) =>
      statusOf(suppression, currentTime(clock)),
    ring: async ({ target }: Suppression, _: unknown, context: RequestContext) =>
      target.kind === 'ring' ? unwrap(await findRing(context, target.ringId)) : null,
    entity: ({ target }: Suppression, _: unknown, { loaders }: RequestContext) =>
      target.kind === 'entity' ? loaders.entity(target.ref) : null,
    range: ({ target }: Suppression) => (target.kind === 'range' ? target.range : null),
    typology: ({ target }: Suppression) => (target.kind === 'typology' ? target.code : null),
    matches: async ({ id }: Suppression, args: PageArguments, context: RequestContext) =>
      toConnection('Suppression.matches', unwrap(await showMatches(context, id, toPage(args, 20))), args.after),
  },
  SuppressionMatch: {
    lastAt: ({ at }: SuppressionMatches) => at,
  },
  Mutation: {
    acknowledgeAlert: async (_: unknown, args: NoteArguments, context: RequestContext) =>
      unwrap(await acknowledgeAlert(context, toNote(args)), 'id'),
    closeAlert: async (_: unknown, args: CloseArguments, context: RequestContext) =>
      unwrap(await closeAlert(context, { ...toNote(args), reason: args.reason }), 'id'),
    reopenAlert: async (_: unknown, args: NoteArguments, context: RequestContext) =>
      unwrap(await reopenAlert(context, toNote(args)), 'id'),
    assignAlert: async (_: unknown, args: AssignArguments, context: RequestContext) =>
      unwrap(await assignAlert(context, { ...toNote(args), ...toAssigning(args) }), 'id'),
    assignAlerts: async (_: unknown, args: AssignSeveralArguments, context: RequestContext) =>
      unwrap(await assignAlerts(context, { ...toSeveral(args), ...toAssigning(args) })),
    closeAlerts: async (_: unknown, args: CloseSeveralArguments, context: RequestContext) => {
      const { reason, note } = args;
      return unwrap(await closeAlerts(context, { ...toSeveral(args), reason, note: note ?? '' }));
    },
    keepBackAlerts: async (_: unknown, args: KeepBackArguments, context: RequestContext) => {
      const { kind, reason, until } = args;
      return unwrap(await keepBackAlerts(context, { ...toSeveral(args), kind: kind ?? 'SUPPRESS', reason, until }));
    },
    suppressAlerts: async (_: unknown, args: SuppressArguments, context: RequestContext) =>
      unwrap(await suppressAlerts(context, toSuppression(args)), 'target'),
    renewSuppression: async (_: unknown, args: RenewArguments, context: RequestContext) =>
      unwrap(await renewSuppression(context, args), 'id'),
    endSuppression: async (_: unknown, args: NoteArguments, context: RequestContext) =>
      unwrap(await endSuppression(context, toNote(args)), 'id'),
  },
};

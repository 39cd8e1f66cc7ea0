/** Arguments of the alerts module, towards what its use cases take. */
import type { AlertFilter, AlertOrder } from '../../application/ports/alert-store.ts';
import type { AlertCause, AlertStatus, CloseReason, GivenCloseReason } from '../../domain/alert.ts';
import type { Severity, TypologyCode } from '../../domain/ring.ts';
import type { SuppressionKind, SuppressionStatus, SuppressionTarget } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { refuse } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import type { PageArguments } from '../shared/connection.ts';

export type AlertsArguments = PageArguments & {
  readonly statuses?: Maybe<readonly AlertStatus[]>;
  readonly currency?: Maybe<string>;
  readonly filter?: Maybe<FilterInput>;
  readonly orderBy?: Maybe<AlertOrder>;
};
type FilterInput = {
  readonly severities?: Maybe<readonly Severity[]>;
  readonly assignee?: Maybe<string>;
  readonly unassigned?: Maybe<boolean>;
  readonly typologies?: Maybe<readonly TypologyCode[]>;
  readonly causes?: Maybe<readonly AlertCause[]>;
  readonly closeReasons?: Maybe<readonly CloseReason[]>;
  readonly maxHoursLeft?: Maybe<number>;
};
type SeenInput = { readonly id: string; readonly revision?: Maybe<number> };
export type SuppressionsArguments = PageArguments & { readonly status?: Maybe<SuppressionStatus> };
export type NoteArguments = SeenInput & { readonly note?: Maybe<string> };
type Closing = { readonly reason: GivenCloseReason };
type Assigning = { readonly to?: Maybe<string> };
type Several = { readonly alerts: readonly SeenInput[]; readonly note?: Maybe<string> };
export type CloseArguments = NoteArguments & Closing;
export type AssignArguments = NoteArguments & Assigning;
export type CloseSeveralArguments = Several & Closing;
export type AssignSeveralArguments = Several & Assigning;
export type KeepBackArguments = Pick<Several, 'alerts'> & Omit<SuppressArguments, 'target'>;
type TargetInput = {
  readonly ring?: Maybe<string>;
  readonly entity?: Maybe<EntityRefInput>;
  readonly range?: Maybe<string>;
  readonly typology?: Maybe<TypologyCode>;
};
export type SuppressArguments = {
  readonly kind?: Maybe<SuppressionKind>;
  readonly target: TargetInput;
  readonly reason: string;
  readonly until: TimePoint;
};
export type RenewArguments = { readonly id: string; readonly until: TimePoint; readonly reason: string };

const toSeen = ({ id, revision }: SeenInput) => ({ id, ...(revision != null && { revision }) });
export const toNote = ({ note, ...seen }: NoteArguments) => ({ ...toSeen(seen), note: note ?? '' });
export const toAssigning = ({ to, note }: Assigning & Pick<Several, 'note'>) => ({ to: to ?? null, note: note ?? '' });
export const toSeveral = ({ alerts }: Pick<Several, 'alerts'>) => ({ alerts: alerts.map(toSeen) });

export const toAlertOrder = ({ orderBy }: AlertsArguments): AlertOrder =>
  orderBy ?? { field: 'priority', direction: 'desc' };

export function toAlertFilter({ statuses, currency, filter }: AlertsArguments): AlertFilter {
  const { unassigned, assignee, maxHoursLeft, ...lists } = filter ?? {};
  if (unassigned === true && assignee != null) {
    throw refuse(
      'INVALID_ARGUMENT',
      'The argument filter names an assignee and asks for nobody: one of them.',
      'filter',
    );
  }
  const given = Object.entries({ statuses, currency, ...lists }).filter(([, value]) => value != null);
  return {
    ...(Object.fromEntries(given) as AlertFilter),
    ...(assignee != null && { assignee }),
    ...(unassigned === true && { assignee: null }),
    ...(maxHoursLeft != null && { mostHoursLeft: maxHoursLeft }),
  };
}

export const toSuppression = ({ kind, target, reason, until }: SuppressArguments) => ({
  ...{ kind: kind ?? 'SUPPRESS', target: toTarget(target), reason, until },
});

function toTarget({ ring, entity, range, typology }: TargetInput): SuppressionTarget {
  const given: readonly SuppressionTarget[] = [
    ...(ring != null ? [{ kind: 'ring', ringId: ring } as const] : []),
    ...(entity != null ? [{ kind: 'entity', ref: toRef(entity) } as const] : []),
    ...(range != null ? [{ kind: 'range', range } as const] : []),
    ...(typology != null ? [{ kind: 'typology', code: typology } as const] : []),
  ];
  if (given[0] !== undefined && given.length === 1) return given[0];
  throw refuse(
    'INVALID_ARGUMENT',
    'The argument target must name a ring, an entity, a range or a typology: one of them.',
    'target',
  );
}

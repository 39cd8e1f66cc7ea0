/** Arguments of the alerts module, towards what its use cases take. */
import type { AlertStatus, GivenCloseReason } from '../../domain/alert.ts';
import type { TypologyCode } from '../../domain/ring.ts';
import type { SuppressionKind, SuppressionStatus, SuppressionTarget } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { refuse } from '../errors.ts';
import { type EntityRefInput, type Maybe, toRef } from '../graph/inputs.ts';
import type { PageArguments } from '../shared/connection.ts';

export type AlertsArguments = PageArguments & {
  readonly statuses?: Maybe<readonly AlertStatus[]>;
  readonly currency?: Maybe<string>;
};
export type SuppressionsArguments = PageArguments & { readonly status?: Maybe<SuppressionStatus> };
export type NoteArguments = { readonly id: string; readonly note?: Maybe<string> };
export type CloseArguments = NoteArguments & { readonly reason: GivenCloseReason };
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

export const toNote = ({ id, note }: NoteArguments) => ({ id, note: note ?? '' });

export const toAlertFilter = ({ statuses, currency }: AlertsArguments) => ({
  ...(statuses != null && { statuses }),
  ...(currency != null && { currency }),
});

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

/** One message for each alert that was opened, or raised again. Ids and figures only. */
import { formatTimePoint } from '../../domain/time-point.ts';
import type { Message } from '../../domain/webhook.ts';
import type { AlertChange } from '../ports/alert-store.ts';
import type { Randomness } from '../ports/clock.ts';
import { ID_BITS, toMessage } from './to-messages.ts';

export const toAlertMessages = (changes: readonly AlertChange[], { token }: Randomness): readonly Message[] =>
  changes
    .filter(({ type }) => type === 'OPENED' || type === 'RAISED')
    .map(({ alert, at }) =>
      toMessage('alert.opened', at, token(ID_BITS), {
        alertId: alert.id,
        ringId: alert.ringId,
        runId: alert.runId,
        reason: alert.reason,
        raises: alert.raises,
        severity: alert.severity,
        score: alert.score,
        growth: alert.growth,
        hoursLeft: alert.hoursLeft,
        settlesAt: alert.settlesAt === null ? null : formatTimePoint(alert.settlesAt),
        priorities: alert.priorities,
      }),
    );

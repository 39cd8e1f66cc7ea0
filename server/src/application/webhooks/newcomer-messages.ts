/** One message for each account that was put on the list. Ids and figures only. */

import type { Newcomer } from '../../domain/newcomer.ts';
import { formatTimePoint } from '../../domain/time-point.ts';
import type { Message } from '../../domain/webhook.ts';
import type { Randomness } from '../ports/clock.ts';
import { ID_BITS, toMessage } from './to-messages.ts';

export const toNewcomerMessages = (found: readonly Newcomer[], { token }: Randomness): readonly Message[] =>
  found
    .filter(({ status }) => status === 'OPEN')
    .map(({ id, entity, registeredAt, foundAt, risk, target, path }) =>
      toMessage('newcomer.found', foundAt, token(ID_BITS), {
        newcomerId: id,
        account: entity,
        registeredAt: registeredAt === null ? null : formatTimePoint(registeredAt),
        risk,
        ringId: target.type === 'ring' ? target.ringId : null,
        confirmedFraud: target.type === 'confirmedFraud' ? target.ref : null,
        hops: path.length,
      }),
    );

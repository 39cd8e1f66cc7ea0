/** Every write leaves a line in the event log: who did what to which thing. */
import type { Principal } from '../domain/principal.ts';
import { type TimePoint, toTimePoint } from '../domain/time-point.ts';
import type { DomainEvent, EventLog } from './ports/case-store.ts';
import type { Clock } from './ports/clock.ts';

export type Recorder = { readonly log: EventLog; readonly clock: Clock };
/** Where there is nothing more to tell, the details are empty: none are kept without. */
type Happening = Pick<DomainEvent, 'type' | 'subject'> & Partial<Pick<DomainEvent, 'details'>>;

export const currentTime = (clock: Clock): TimePoint => toTimePoint(clock.now(), 'MILLISECOND');

export async function recordEvent({ log, clock }: Recorder, principal: Principal, happening: Happening): Promise<void> {
  const { type, subject, details = {} } = happening;
  await log.append({ type, at: currentTime(clock), principal: principal.id, subject, details });
}

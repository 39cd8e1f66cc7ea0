/** Which acts of enforcement are held against an account: those that took place and were not taken back. */
import { EVENT_STATUSES, type EventStatus } from '../domain/ontology.ts';
import type { EventColumns } from './columns.ts';

const NOT_IN_FORCE: readonly EventStatus[] = ['pending', 'requested', 'cancelled', 'failed', 'overturned'];
const IS_NOT_IN_FORCE = EVENT_STATUSES.map((status) => NOT_IN_FORCE.includes(status));

/** `event`: an ENFORCEMENT. */
export const isInForce = ({ status }: EventColumns, event: number): boolean =>
  IS_NOT_IN_FORCE[status[event] ?? 255] !== true;

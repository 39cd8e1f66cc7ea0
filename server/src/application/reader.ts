/** What every reading use case is given: who asks, and the two stores. Each checks one permission first. */
import { type Failure, failure } from '../domain/failure.ts';
import { isAllowed, type Permission, type Principal } from '../domain/principal.ts';
import type { RingStore } from './ports/case-store.ts';
import type { GraphStore } from './ports/graph-store.ts';

export type Reader = {
  readonly principal: Principal;
  readonly graph: GraphStore;
  readonly rings: RingStore;
};

const REFUSALS: Readonly<Record<Permission, string>> = {
  readGraph: 'see entities, links and events',
  readRings: 'see rings and runs',
  importRecords: 'import records',
  runDetection: 'run detection',
  manageKeys: 'manage keys',
  exportData: 'export data',
  giveVerdicts: 'give verdicts',
  handleAlerts: 'deal with alerts',
  suppressAlerts: 'keep alerts back for more than one ring',
  manageWebhooks: 'see or manage webhooks',
  manageSchedules: 'manage schedules',
  manageParameters: 'save parameters of detection or put them in force',
  setReviewCapacity: 'set the review capacity',
};

/** Null when the principal may; else the failure to answer with. */
export function refusal(principal: Principal, permission: Permission): Failure | null {
  if (isAllowed(principal, permission)) return null;
  return failure('FORBIDDEN', `The role ${principal.role} may not ${REFUSALS[permission]}.`);
}

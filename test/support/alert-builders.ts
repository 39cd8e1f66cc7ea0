/** Alerts with just what a test is about. */
import type { Alert } from '../../server/src/domain/alert.ts';
import { day } from './ring-builders.ts';

export const anAlert = (id: string, ringId: string, overrides: Partial<Alert> = {}): Alert => ({
  ...{ id, ringId, revision: 0, status: 'OPEN', reason: 'New ring: 3 members, MEDIUM', raises: 1, runId: 'run_0' },
  ...{ causes: ['NEW_RING'], typologies: [], assignment: null },
  ...{ openedAt: day(1), raisedAt: day(1), severity: 'MEDIUM', score: 50, priorities: [] },
  ...{ sizes: [{ at: day(1), size: 3 }], growth: 1, settlesAt: null, hoursLeft: 168 },
  basis: { members: [], severity: 'MEDIUM', stillStoppable: [], typologies: [] },
  ...{ handled: null, closeReason: null },
  ...overrides,
});

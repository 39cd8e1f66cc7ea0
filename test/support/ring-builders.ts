/** Rings and runs with just what a test is about; everything else is plausible and constant. */
import type { Decimal } from '../../server/src/domain/decimal.ts';
import type { DetectionRun } from '../../server/src/domain/detection-run.ts';
import type { Exposure, Ring } from '../../server/src/domain/ring.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';

const MARCH = Date.UTC(2026, 2, 1);
export const day = (number: number) => toTimePoint(MARCH + number * 86_400_000, 'SECOND');
export const money = (amount: string, currency = 'USD') => ({ amount: amount as Decimal, currency });

/** Exposure with this much still stoppable, where a typical order is worth 1. */
export const atStake = (amount: string): Exposure => ({
  stillStoppable: [money(amount)],
  alreadyLost: [],
  turnover: [],
  inTypicalOrders: Number(amount),
});

export function aRing(id: string, overrides: Partial<Ring> = {}): Ring {
  return {
    id,
    score: 50,
    severity: 'MEDIUM',
    confidence: 0.5,
    status: 'ACTIVE',
    size: 3,
    summary: 'Three buyers who share a card',
    markets: ['GB'],
    stages: ['transaction'],
    members: ['b1', 'b2', 'b3'].map((member) => ({
      kind: 'Buyer',
      id: `${id}-${member}`,
      role: 'CORE',
      confidence: 0.9,
      reason: 'pays with the shared card',
    })),
    identifiers: [{ kind: 'PaymentInstrument', id: 'card-1', sharedBy: 3, accounts: 3 }],
    typologies: [],
    evidence: [],
    counterEvidence: [],
    scoreTerms: [{ name: 'shared card', points: 50 }],
    wouldDrop: null,
    exposure: { stillStoppable: [], alreadyLost: [], turnover: [], inTypicalOrders: 0 },
    firstSeen: null,
    lastSeen: null,
    ...overrides,
  };
}

export function aRun(id: string, overrides: Partial<DetectionRun> = {}): DetectionRun {
  return {
    id,
    startedAt: day(1),
    finishedAt: day(1),
    asOf: day(0),
    windowDays: null,
    changeNumber: 1,
    codeVersion: 'test',
    parameters: {},
    published: false,
    counts: { entities: 0, links: 0, events: 0 },
    rings: { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 },
    changes: { born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 },
    ignoredHubs: [],
    stages: [],
    durationMs: 1,
    peakRssBytes: 1,
    resultHash: 'hash',
    ...overrides,
  };
}

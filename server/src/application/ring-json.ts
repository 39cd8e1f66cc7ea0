/** A ring as the record contract prints it: these fields, in this order, and no others. */
import type { Money } from '../domain/decimal.ts';
import type { Lead } from '../domain/lead.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Evidence, Ring, RingCandidate } from '../domain/ring.ts';
import { formatTimePoint, type TimePoint } from '../domain/time-point.ts';

export function toRingJson(ring: Ring): Record<string, unknown> {
  return {
    id: ring.id,
    score: ring.score,
    severity: ring.severity,
    confidence: ring.confidence,
    status: ring.status,
    size: ring.size,
    summary: ring.summary,
    markets: ring.markets,
    stages: ring.stages,
    members: ring.members.map(({ kind, id, role, confidence, reason }) => ({ kind, id, role, confidence, reason })),
    identifiers: ring.identifiers.map(({ kind, id, sharedBy }) => ({ kind, id, sharedBy })),
    typologies: ring.typologies.map(({ code, score }) => ({ code, score })),
    ...toWhyJson(ring),
    firstSeen: toTime(ring.firstSeen),
    lastSeen: toTime(ring.lastSeen),
  };
}

/** A lead, in the same words. */
export const toLeadJson = ({ accounts, known, group }: Lead): Record<string, unknown> => ({
  accounts: accounts.map(toRef),
  known: known.map(toRef),
  score: group.score,
  summary: group.summary,
  ...toWhyJson(group),
});

const toWhyJson = ({ evidence, counterEvidence, exposure }: RingCandidate) => ({
  evidence: evidence.map(toEvidenceJson),
  counterEvidence: counterEvidence.map(toEvidenceJson),
  exposure: {
    stillStoppable: exposure.stillStoppable.map(toMoney),
    alreadyLost: exposure.alreadyLost.map(toMoney),
    turnover: exposure.turnover.map(toMoney),
  },
});

const toTime = (time: TimePoint | null): string | null => (time === null ? null : formatTimePoint(time));
const toMoney = ({ amount, currency }: Money): Money => ({ amount, currency });
const toRef = ({ kind, id }: EntityRef): EntityRef => ({ kind, id });

function toEvidenceJson({ type, statement, weight, entities, eventCount }: Evidence<string>): Record<string, unknown> {
  return { type, statement, weight, entities: entities.map(toRef), eventCount };
}

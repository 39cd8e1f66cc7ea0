/** A ring as the record contract prints it: these fields, in this order, and no others. */
import type { Money } from '../domain/decimal.ts';
import type { EntityRef } from '../domain/records.ts';
import type { Evidence, Ring } from '../domain/ring.ts';
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
    evidence: ring.evidence.map(toEvidenceJson),
    counterEvidence: ring.counterEvidence.map(toEvidenceJson),
    exposure: {
      stillStoppable: ring.exposure.stillStoppable.map(toMoney),
      alreadyLost: ring.exposure.alreadyLost.map(toMoney),
      turnover: ring.exposure.turnover.map(toMoney),
    },
    firstSeen: toTime(ring.firstSeen),
    lastSeen: toTime(ring.lastSeen),
  };
}

const toTime = (time: TimePoint | null): string | null => (time === null ? null : formatTimePoint(time));
const toMoney = ({ amount, currency }: Money): Money => ({ amount, currency });
const toRef = ({ kind, id }: EntityRef): EntityRef => ({ kind, id });

function toEvidenceJson({ type, statement, weight, entities, eventCount }: Evidence<string>): Record<string, unknown> {
  return { type, statement, weight, entities: entities.map(toRef), eventCount };
}

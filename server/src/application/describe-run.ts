/** What a run tells of itself beside its rings: what it read, what it ignored and why, and how many it found. */
import type { DetectionParameters } from '../detection/parameters.ts';
import type { AllowList } from '../domain/covered-entities.ts';
import { type IgnoredHub, type Ring, SEVERITIES, type Severity } from '../domain/ring.ts';
import { inOrderBecause } from '../domain/suppression.ts';
import type { LoadedColumns } from './ports/graph-store.ts';

type Asked = { readonly parameters: DetectionParameters; readonly windowDays?: number };

export const describeInput = ({ changeNumber, counts }: LoadedColumns, { parameters, windowDays }: Asked) => ({
  changeNumber,
  counts,
  parameters,
  windowDays: windowDays ?? null,
});

export function countBySeverity(rings: readonly Ring[]): Readonly<Record<Severity, number>> {
  const counts = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 } satisfies Record<Severity, number>;
  for (const severity of SEVERITIES) counts[severity] = rings.filter((ring) => ring.severity === severity).length;
  return counts;
}

/** Of an ignored identifier that is in order: who said so, why, and how long that holds. */
export const nameAllowed = (hubs: readonly IgnoredHub[], allowed: AllowList): readonly IgnoredHub[] =>
  hubs.map((hub) => {
    const entry = allowed.entryOf(hub);
    return entry ? { ...hub, reason: inOrderBecause(entry) } : hub;
  });

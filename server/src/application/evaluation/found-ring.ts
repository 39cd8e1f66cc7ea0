/** What evaluation needs of a ring that detection found. */
import type { EntityRef } from '../../domain/records.ts';
import { SEVERITIES, type Severity, type TypologyCode } from '../../domain/ring.ts';

export type FoundRing = {
  readonly severity: Severity;
  readonly score: number;
  /** 0–1. */
  readonly confidence: number;
  readonly members: readonly EntityRef[];
  /** Best first. */
  readonly typologies: readonly { readonly code: TypologyCode }[];
};

export const SEVERITY_FLOORS = ['any', 'MEDIUM', 'HIGH'] as const;
export type SeverityFloor = (typeof SEVERITY_FLOORS)[number];

export const reaches = (ring: FoundRing, floor: SeverityFloor): boolean =>
  floor === 'any' || SEVERITIES.indexOf(ring.severity) >= SEVERITIES.indexOf(floor);

/** Part of a whole; null where there is no whole, which is not the same as none of it. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function harmonicMean(precision: number | null, recall: number | null): number | null {
  if (precision === null || recall === null) return null;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

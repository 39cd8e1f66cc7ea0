/** Rings and runs between their domain shape and their rows. */

import type { DetectionRun } from '../../domain/detection-run.ts';
import { entityKey } from '../../domain/entity-key.ts';
import { type Ring, SEVERITIES } from '../../domain/ring.ts';
import type { RingMemberTable, RingTable, RingTag, RingTagTable, RunTable } from './tables.ts';

/** Rows in one INSERT, and keys in one IN: well below the limits on parameters of both databases. */
export const CHUNK = 200;

export function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}

export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

export const toRingRow = (runId: string, ring: Ring): RingTable => ({
  run_id: runId,
  id: ring.id,
  score: ring.score,
  severity: SEVERITIES.indexOf(ring.severity),
  confidence: ring.confidence,
  status: ring.status,
  size: ring.size,
  // A ring kept since before this was reckoned has none.
  still_stoppable: ring.exposure.inTypicalOrders ?? 0,
  last_seen: ring.lastSeen ?? -1,
  words: toWords(ring.summary),
  body: JSON.stringify(ring),
});

export const toMemberRows = (runId: string, ring: Ring): readonly RingMemberTable[] =>
  ring.members.map((member) => ({
    run_id: runId,
    ring_id: ring.id,
    member: entityKey(member),
    folded_id: foldText(member.id),
  }));

export function toTagRows(runId: string, ring: Ring): readonly RingTagTable[] {
  const tagged = (tag: RingTag, values: readonly string[]): readonly RingTagTable[] =>
    [...new Set(values)].map((value) => ({ run_id: runId, ring_id: ring.id, tag, value }));
  return [
    ...tagged(
      'typology',
      ring.typologies.map(({ code }) => code),
    ),
    ...tagged('market', ring.markets),
    ...tagged(
      'evidence',
      [...ring.evidence, ...ring.counterEvidence].map(({ type }) => type),
    ),
  ];
}

/** A space before every word, so that one pattern finds the beginning of any of them. */
const toWords = (text: string): string =>
  ` ${
    foldText(text)
      .match(/[\p{L}\p{N}_.-]+/gu)
      ?.join(' ') ?? ''
  }`;

export const toRing = (body: string): Ring => JSON.parse(body) as Ring;

export const toRunRow = (run: DetectionRun, publishedNumber: number | null): RunTable => ({
  id: run.id,
  started_at: run.startedAt,
  published_number: publishedNumber,
  as_of: run.asOf ?? -1,
  body: JSON.stringify(run),
});

export const toRun = (row: Pick<RunTable, 'body' | 'published_number'>): DetectionRun => ({
  ...(JSON.parse(row.body) as DetectionRun),
  published: row.published_number !== null,
});

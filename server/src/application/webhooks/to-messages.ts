/** What publishing a run, or failing one, tells other services. Ids and figures only: no name, address or number. */
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingChange, RingChangeType } from '../../domain/ring-change.ts';
import { formatTimePoint, type TimePoint } from '../../domain/time-point.ts';
import type { Message, WebhookEvent } from '../../domain/webhook.ts';
import type { Randomness } from '../ports/clock.ts';
import { toRingJson } from '../ring-json.ts';

const EVENT_OF: Readonly<Record<RingChangeType, WebhookEvent>> = {
  BORN: 'ring.created',
  GREW: 'ring.changed',
  SHRANK: 'ring.changed',
  SPLIT: 'ring.changed',
  DORMANT: 'ring.changed',
  REVIVED: 'ring.changed',
  DISSOLVED: 'ring.changed',
  MERGED: 'ring.merged',
};

export const ID_BITS = 96;
/** Standard Webhooks asks for less than 20 kB: lists are cut to what fits, and say how long they were. */
const MOST_BYTES = 20_000;
const MOST_LISTED = [50, 5, 0];

type Publishing = {
  readonly run: DetectionRun;
  readonly rings: readonly Ring[];
  readonly changes: readonly RingChange[];
  readonly at: TimePoint;
};

/** One message for each thing that happened to a ring, in their order. */
export function toMessages({ run, rings, changes, at }: Publishing, { token }: Randomness): readonly Message[] {
  const byId = new Map(rings.map((ring) => [ring.id, ring]));
  return changes.map((change) => {
    const ring = byId.get(change.ringId);
    const summary = ring === undefined ? null : toSummary(ring);
    const withLists = (most: number): Message =>
      toMessage(EVENT_OF[change.type], at, token(ID_BITS), {
        ringId: change.ringId,
        runId: run.id,
        change: change.type,
        statement: change.statement,
        otherRingIds: listed(change.others, most),
        joined: listedRefs(change.joined, most),
        left: listedRefs(change.left, most),
        ring: summary,
      });
    const small = MOST_LISTED.map(withLists).find(({ payload }) => bytesOf(payload) < MOST_BYTES);
    return small ?? toMessage(EVENT_OF[change.type], at, token(ID_BITS), { ringId: change.ringId, runId: run.id });
  });
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const toFailedMessage = (reason: string, at: TimePoint, { token }: Randomness): Message =>
  toMessage('run.failed', at, token(ID_BITS), { reason });

type Data = Readonly<Record<string, unknown>>;

export function toMessage(type: WebhookEvent, at: TimePoint, id: string, data: Data): Message {
  return { id: `msg_${id}`, type, at, payload: JSON.stringify({ type, timestamp: formatTimePoint(at), data }) };
}

function toSummary(ring: Ring) {
  const { score, severity, confidence, status, summary, exposure } = toRingJson(ring);
  const typologies = ring.typologies.map(({ code }) => code);
  return { score, severity, confidence, status, size: ring.size, summary, typologies, exposure };
}

const listed = <T>(items: readonly T[], most: number) => ({ total: items.length, first: items.slice(0, most) });
const listedRefs = (refs: readonly EntityRef[], most: number) =>
  listed(
    refs.map(({ kind, id }) => ({ kind, id })),
    most,
  );

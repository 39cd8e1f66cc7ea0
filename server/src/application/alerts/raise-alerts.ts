/**
 * What a published run does to alerts. A ring worth an investigator's hour gets one; it is told of again only when it
 * changed materially since it was last told of or dealt with. Alerts follow the lineage: a ring that went into another
 * takes its alert there, where that one has none of its own; one that came out of a ring that is told of is told of
 * too; one that is gone for good closes its alert.
 */
import { type Alert, type AlertCause, isLive } from '../../domain/alert.ts';
import { basisOf, inOneSentence, materialChanges } from '../../domain/material-change.ts';
import { type Ring, SEVERITIES, type Severity, typologyWords } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import { type Suppression, type SuppressionMatch, suppressionOf } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { VerdictBasis } from '../../domain/verdict.ts';
import type { AlertChange } from '../ports/alert-store.ts';
import { type Figures, figuresOf } from './alert-figures.ts';

/** LOW rings are worth knowing, but nobody is called for them. */
const LEAST_SEVERITY: Severity = 'MEDIUM';
export const mayBeToldOf = ({ severity }: Ring): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(LEAST_SEVERITY);

export type Published = {
  readonly runId: string;
  readonly rings: readonly Ring[];
  readonly ended: readonly Ring[];
  readonly changes: readonly RingChange[];
  /** The picture before. */
  readonly previous: readonly Ring[];
};
export type Circumstances = {
  readonly held: ReadonlyMap<string, Alert>;
  /** Entries in force. */
  readonly suppressions: readonly Suppression[];
  /** Rings with a verdict that holds: nobody need be called. */
  readonly judged: ReadonlySet<string>;
  readonly settlesAt: (ring: Ring) => TimePoint | null;
  /** The moment the run looked at, and now. */
  readonly asOf: TimePoint;
  readonly now: TimePoint;
  readonly by: string;
  readonly newId: () => string;
};
export type Raised = { readonly changes: readonly AlertChange[]; readonly matches: readonly SuppressionMatch[] };

export function raiseAlerts(published: Published, circumstances: Circumstances): Raised {
  const moved = followLineage(published, circumstances);
  const latest = new Map(circumstances.held);
  for (const { alert } of moved) latest.set(alert.ringId, alert);
  const origins = originsOf(published.changes);
  const previous = new Map(published.previous.map((ring) => [ring.id, ring]));
  const outcomes = published.rings.map((ring) => {
    const origin = circumstances.held.get(origins.get(ring.id) ?? '') ?? null;
    const own = latest.get(ring.id) ?? null;
    return settle({ published, circumstances, ring, own, origin, before: previous.get(ring.id) ?? null });
  });
  return {
    changes: [...moved, ...outcomes.flatMap((outcome) => ('alert' in outcome ? [outcome] : []))],
    matches: outcomes.flatMap((outcome) => ('suppressionId' in outcome ? [outcome] : [])),
  };
}

/** Alerts of rings that ended: they move on with their ring, or close with it. */
function followLineage({ ended, changes, rings }: Published, { held, now, by }: Circumstances): AlertChange[] {
  const active = new Set(rings.map(({ id }) => id));
  const taken = new Set([...held.values()].filter(isLive).map(({ ringId }) => ringId));
  const told = new Map(changes.map(({ type, ringId, statement }) => [`${type} ${ringId}`, statement]));
  return ended.flatMap((ring): AlertChange[] => {
    const alert = held.get(ring.id);
    if (ring.status !== 'DISSOLVED' || alert === undefined || !isLive(alert)) return [];
    const step = { at: now, by };
    const heir = ring.successor;
    if (heir === undefined || !active.has(heir)) {
      const note = told.get(`DISSOLVED ${ring.id}`) ?? told.get(`SPLIT ${ring.id}`) ?? 'Its ring is gone.';
      return [{ alert: { ...alert, status: 'CLOSED', closeReason: 'RING_DISSOLVED' }, type: 'CLOSED', note, ...step }];
    }
    const note = told.get(`MERGED ${ring.id}`) ?? told.get(`SPLIT ${ring.id}`) ?? `Its ring went into ${heir}.`;
    if (taken.has(heir)) {
      return [{ alert: { ...alert, status: 'CLOSED', closeReason: 'RING_MERGED' }, type: 'CLOSED', note, ...step }];
    }
    taken.add(heir);
    return [{ alert: { ...alert, ringId: heir }, type: 'MOVED', note, ...step }];
  });
}

/** New ring → the ring it came out of. */
const originsOf = (changes: readonly RingChange[]): ReadonlyMap<string, string> =>
  new Map(
    changes.flatMap(({ type, ringId, others, joined }) =>
      type === 'SPLIT' && joined.length > 0 && others[0] !== undefined ? [[ringId, others[0]] as const] : [],
    ),
  );

type Case = {
  readonly published: Published;
  readonly circumstances: Circumstances;
  readonly ring: Ring;
  readonly own: Alert | null;
  /** Of the ring it came out of. */
  readonly origin: Alert | null;
  readonly before: Ring | null;
};
type Outcome = AlertChange | SuppressionMatch | { readonly nothing: true };
const NOTHING = { nothing: true } as const;

function settle(one: Case): Outcome {
  const { circumstances, ring, own } = one;
  const { now, by, judged, suppressions } = circumstances;
  const live = own !== null && isLive(own) ? own : null;
  const figures = figuresOf(one, live);
  if (judged.has(ring.id)) {
    if (live === null) return NOTHING;
    const alert = { ...live, ...figures, status: 'CLOSED', closeReason: 'JUDGED' } as const;
    return { alert, type: 'CLOSED', at: now, by, note: 'A verdict holds for its ring.' };
  }
  const reason = reasonToTell(one, live);
  const suppression = reason === null ? null : suppressionOf(ring, suppressions);
  if (reason !== null && suppression !== null) return toMatch(one, suppression, reason.words);
  if (reason !== null) return { alert: toAlert(one, live, { figures, reason }), ...toStep(one, live, reason.words) };
  return live === null || isSame(live, figures) ? NOTHING : refresh(one, { ...live, ...figures });
}

type Reason = { readonly words: string; readonly causes: readonly AlertCause[] };

/** Why somebody should look now; null where nothing is new. */
function reasonToTell({ ring, own, origin, before }: Case, live: Alert | null): Reason | null {
  if (live !== null) return changeSince(live.basis, ring);
  if (!mayBeToldOf(ring)) return null;
  const [likely] = ring.typologies;
  const likeness = likely === undefined ? '' : `, looks like ${typologyWords(likely.code)}`;
  const members = `${ring.size} members, ${ring.severity}${likeness}`;
  if (own !== null) return changeSince(own.basis, ring);
  if (origin !== null && !isLive(origin)) return changeSince(origin.basis, ring);
  if (origin !== null) return { words: `Came out of ${origin.ringId}: ${members}`, causes: ['SPLIT_OFF'] };
  return before === null
    ? { words: `New ring: ${members}`, causes: ['NEW_RING'] }
    : { words: `Not told of yet: ${members}`, causes: ['NOT_TOLD_BEFORE'] };
}

function changeSince(basis: VerdictBasis, ring: Ring): Reason | null {
  const changes = materialChanges(basis, ring);
  const words = inOneSentence(changes);
  return words === null ? null : { words, causes: [...new Set(changes.map(({ kind }) => kind))] };
}

type Telling = { readonly figures: Figures; readonly reason: Reason };

function toAlert({ published, circumstances, ring }: Case, live: Alert | null, { figures, reason }: Telling): Alert {
  const { now, newId } = circumstances;
  const why = { reason: reason.words, causes: reason.causes };
  const told = { ...why, status: 'OPEN', raisedAt: now, runId: published.runId, basis: basisOf(ring) } as const;
  if (live !== null) return { ...live, ...figures, ...told, raises: live.raises + 1 };
  const fresh = { id: newId(), ringId: ring.id, revision: 0, openedAt: now, raises: 1 };
  return { ...fresh, assignment: null, handled: null, closeReason: null, ...figures, ...told };
}

const toStep = ({ circumstances: { now, by } }: Case, live: Alert | null, note: string) =>
  ({ type: live === null ? 'OPENED' : 'RAISED', at: now, by, note }) as const;

const refresh = ({ circumstances: { now, by } }: Case, alert: Alert): AlertChange => ({
  ...{ alert, type: null, at: now, by, note: '' },
});

const isSame = (alert: Alert, figures: Figures): boolean =>
  JSON.stringify({ ...alert, ...figures }) === JSON.stringify(alert);

const toMatch = (
  { published, circumstances, ring }: Case,
  { id }: Suppression,
  statement: string,
): SuppressionMatch => ({
  suppressionId: id,
  ringId: ring.id,
  runId: published.runId,
  statement,
  at: circumstances.now,
});

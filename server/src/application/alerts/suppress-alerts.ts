/** Keeping alerts back, for a time, with a reason and an owner; and what becomes of an entry at its end. */
import { isLive } from '../../domain/alert.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import { parseIpRange } from '../../domain/ip-range.ts';
import { isAllowed } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import {
  type Suppression,
  type SuppressionKind,
  type SuppressionTarget,
  suppressionOf,
} from '../../domain/suppression.ts';
import { DAY_MS, formatTimePoint, millisecondsOf, type TimePoint } from '../../domain/time-point.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { DomainEvent } from '../ports/case-store.ts';
import type { Randomness } from '../ports/clock.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import type { AlertHandler } from './handle-alert.ts';

export type Suppressor = AlertHandler & {
  readonly graph: GraphStore;
  readonly suppressions: SuppressionStore;
  readonly randomness: Randomness;
};
export type NewSuppression = {
  readonly kind: SuppressionKind;
  readonly target: SuppressionTarget;
  readonly reason: string;
  readonly until: TimePoint;
};

const ID_BITS = 96;
/** Nothing is kept back for longer without somebody looking at it again. */
const MOST_DAYS: Readonly<Record<SuppressionKind, number>> = { SUPPRESS: 90, ALLOW: 365 };

/** Alerts that it keeps back are closed. */
export async function suppressAlerts(deps: Suppressor, input: NewSuppression): Promise<Result<Suppression, Failure>> {
  const refused = refusalOf(deps, input.target);
  if (refused) return fail(refused);
  const now = currentTime(deps.clock);
  const objection = objectionToWords(input.reason) ?? objectionToEnd(input.kind, input.until, now);
  if (objection !== null) return fail(failure('INVALID_ARGUMENT', objection));
  const read = await readTarget(deps, input.target);
  if (!read.ok) return read;
  const { kind, reason, until: expiresAt } = input;
  const target = read.value;
  const suppression: Suppression = {
    ...{ id: `sup_${deps.randomness.token(ID_BITS)}`, kind, target, reason: reason.trim() },
    ...{ owner: deps.principal.name, createdAt: now, expiresAt, ended: null },
  };
  await deps.suppressions.put(suppression, toEvent(deps, 'suppressionAdded', suppression));
  await closeKeptBack(deps, suppression);
  return ok(suppression);
}

/** Looked at again: it holds until then, and belongs to whoever looked. */
export function renewSuppression(
  deps: Suppressor,
  { id, until, reason }: { readonly id: string; readonly until: TimePoint; readonly reason: string },
): Promise<Result<Suppression, Failure>> {
  return review(deps, id, {
    type: 'suppressionRenewed',
    objection: ({ kind }, now) => objectionToWords(reason) ?? objectionToEnd(kind, until, now),
    to: (before) => ({ ...before, reason: reason.trim(), owner: deps.principal.name, expiresAt: until }),
  });
}

export function endSuppression(
  deps: Suppressor,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<Result<Suppression, Failure>> {
  return review(deps, id, {
    type: 'suppressionEnded',
    objection: () => null,
    to: (before, at) => ({ ...before, ended: { by: deps.principal.name, at, note } }),
  });
}

type Review = {
  readonly type: string;
  readonly objection: (before: Suppression, now: TimePoint) => string | null;
  readonly to: (before: Suppression, now: TimePoint) => Suppression;
};

async function review(
  deps: Suppressor,
  id: string,
  { type, objection, to }: Review,
): Promise<Result<Suppression, Failure>> {
  for (;;) {
    const before = await deps.suppressions.suppression(id);
    const refused = refusalOf(deps, before?.target ?? null);
    if (refused) return fail(refused);
    if (before === null) return fail(failure('NOT_FOUND', `There is no suppression ${id}.`));
    const now = currentTime(deps.clock);
    const problem = before.ended === null ? objection(before, now) : `The suppression ${id} was ended already.`;
    if (problem !== null) return fail(failure('INVALID_ARGUMENT', problem));
    const after = to(before, now);
    if (await deps.suppressions.put(after, toEvent(deps, type, after), before)) return ok(after);
  }
}

/** One ring is any investigator's to decide on; more than one is not. */
function refusalOf({ principal }: Suppressor, target: SuppressionTarget | null): Failure | null {
  if (isAllowed(principal, 'suppressAlerts')) return null;
  return refusal(principal, target === null || target.kind === 'ring' ? 'handleAlerts' : 'suppressAlerts');
}

const objectionToWords = (reason: string): string | null => (reason.trim() === '' ? 'reason must say why.' : null);

function objectionToEnd(kind: SuppressionKind, until: TimePoint, now: TimePoint): string | null {
  if (until <= now) return 'until must be in the future.';
  const most = MOST_DAYS[kind];
  const days = (millisecondsOf(until) - millisecondsOf(now)) / DAY_MS;
  return days > most ? `until may be at most ${most} days ahead: somebody has to look again.` : null;
}

type ReadTarget = Result<SuppressionTarget, Failure>;

/** What it names must be there; a range of addresses need not have been met yet. */
async function readTarget({ graph, rings }: Suppressor, target: SuppressionTarget): Promise<ReadTarget> {
  switch (target.kind) {
    case 'ring': {
      const isKnown = (await rings.ring(target.ringId)) !== null;
      return isKnown ? ok(target) : fail(failure('NOT_FOUND', `There is no ring ${target.ringId}.`));
    }
    case 'typology':
      return ok(target);
    case 'range': {
      const read = parseIpRange(target.range);
      return read.ok ? ok({ kind: 'range', range: read.range.text }) : fail(failure('INVALID_ARGUMENT', read.problem));
    }
    case 'entity': {
      const [known] = await graph.entities([target.ref]);
      return known === null ? fail(failure('NOT_FOUND', `There is no ${target.ref.kind} with this id.`)) : ok(target);
    }
  }
}

async function closeKeptBack(deps: Suppressor, suppression: Suppression): Promise<void> {
  const { alerts, suppressions, rings, principal, clock } = deps;
  const { target } = suppression;
  for (;;) {
    const { lastStep, latest } =
      target.kind === 'ring'
        ? { lastStep: await alerts.lastStep(), latest: await alerts.latestOf([target.ringId]) }
        : await alerts.picture();
    const at = currentTime(clock);
    const inForce = await suppressions.inForce(at);
    const note = `Kept back until ${formatTimePoint(suppression.expiresAt)}: ${suppression.reason}`;
    const step = { type: 'CLOSED', at, by: principal.name, note } as const;
    const live = [...latest.values()].filter(isLive);
    const found = await Promise.all(live.map(async (alert) => ({ alert, ring: await rings.ring(alert.ringId) })));
    const changes = found.flatMap(({ alert, ring }) => {
      if (ring === null || suppressionOf(ring, inForce)?.id !== suppression.id) return [];
      const handled = { by: principal.name, at, note };
      return [{ ...step, alert: { ...alert, status: 'CLOSED', closeReason: 'SUPPRESSED', handled } as const }];
    });
    if (changes.length === 0) return;
    const details = { closed: changes.length };
    const event = { type: 'alertsSuppressed', at, principal: principal.id, subject: suppression.id, details };
    if (await alerts.change(changes, lastStep, event)) return;
  }
}

const toEvent = ({ principal, clock }: Suppressor, type: string, { id, kind, target }: Suppression): DomainEvent => ({
  ...{ type, at: currentTime(clock), principal: principal.id, subject: id },
  details: { kind, target: target.kind },
});

/**
 * The screening of registrations: every account created since the last time, and in the days before, is asked the
 * question of the door once more, for a device or a card often comes days after the account. Page by page; each page is
 * written with the place it reached, so a run that is killed goes on from there, and an account is listed once.
 */
import { NOTHING_ALLOWED } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { Newcomer, Sweep } from '../../domain/newcomer.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { Clock, Randomness } from '../ports/clock.ts';
import type { GraphStore } from '../ports/graph-store.ts';
import type { NewcomerStore } from '../ports/newcomer-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { readConclusions, type ScreeningGround, screenAgainst } from '../screening/screen-against.ts';
import { toNewcomerMessages } from '../webhooks/newcomer-messages.ts';
import { isUndecided, type Lead, leadOf } from './near-enough.ts';

export type RegistrationScreener = {
  readonly graph: GraphStore;
  readonly rings: RingStore;
  readonly verdicts: VerdictStore;
  readonly suppressions: SuppressionStore;
  readonly newcomers: NewcomerStore;
  readonly clock: Clock;
  readonly randomness: Randomness;
};
export type ScreeningRequest = {
  /** Registered from then on; default: where the last one left off. */
  readonly since?: TimePoint;
  /** Accounts in one run. */
  readonly most?: number;
  readonly signal?: AbortSignal;
};
export type Screened = {
  readonly screened: number;
  /** New on the list. */
  readonly found: number;
  readonly keptBack: number;
  /** Everything registered so far has been looked at. */
  readonly isDone: boolean;
};

export const MOST_SCREENED = 20_000;
const LOOK_BACK_DAYS = 3;
/** Before the first one nobody looked. */
const FIRST_BACK_DAYS = 30;
const PAGE = 100;
const ID_BITS = 96;

export async function screenRegistrations(
  deps: RegistrationScreener,
  principal: Principal,
  { since, most = MOST_SCREENED, signal }: ScreeningRequest = {},
): Promise<Result<Screened, Failure>> {
  const refused = refusal(principal, 'runDetection');
  if (refused) return fail(refused);
  let sweep = await beginSweep(deps, since);
  let sum: Screened = { screened: 0, found: 0, keptBack: 0, isDone: false };
  while (!sum.isDone && sum.screened < most) {
    if (signal?.aborted) return fail(failure('CANCELLED', 'Interrupted: the next one goes on from here.'));
    const page = await screenPage(deps, sweep, Math.min(PAGE, most - sum.screened));
    sweep = page.sweep;
    sum = add(sum, page);
    const at = currentTime(deps.clock);
    const details = { screened: page.screened, found: page.found.length };
    const event = { type: 'registrationsScreened', at, principal: principal.id, subject: 'registrations', details };
    const messages = toNewcomerMessages(page.found, deps.randomness);
    if (!(await deps.newcomers.advance({ sweep, found: page.found, event, messages }))) {
      return fail(
        failure('CANCELLED', 'Another screening of registrations went ahead: nothing is lost, it goes on from there.'),
      );
    }
  }
  return ok(sum);
}

const add = (sum: Screened, { screened, found, sweep }: ScreenedPage): Screened => ({
  screened: sum.screened + screened,
  found: sum.found + found.filter(({ status }) => status === 'OPEN').length,
  keptBack: sum.keptBack + found.filter(({ status }) => status === 'KEPT_BACK').length,
  isDone: sweep.isDone,
});

/** The one that was left, or a new one; never further back than the last began, whatever the clock says. */
async function beginSweep({ newcomers, rings, clock }: RegistrationScreener, since?: TimePoint): Promise<Sweep> {
  const last = await newcomers.sweep();
  const fresh = (from: TimePoint): Sweep => ({ step: last?.step ?? 0, from, after: null, isDone: false });
  if (since !== undefined) return fresh(since);
  if (last === null) {
    return fresh(before((await rings.latestPublishedRun())?.asOf ?? currentTime(clock), FIRST_BACK_DAYS));
  }
  if (!last.isDone) return last;
  if (last.after === null) return fresh(last.from);
  // An account may be dated ahead of the clock; those that come after it must not be passed over.
  const reached = Math.min(last.after.createdAt, currentTime(clock)) as TimePoint;
  return fresh(Math.max(last.from, before(reached, LOOK_BACK_DAYS)) as TimePoint);
}

/** The coarsest time of that moment, which comes first. */
const before = (time: TimePoint, days: number): TimePoint => toTimePoint(millisecondsOf(time) - days * DAY_MS, 'DAY');

type ScreenedPage = { readonly sweep: Sweep; readonly screened: number; readonly found: readonly Newcomer[] };

async function screenPage(deps: RegistrationScreener, sweep: Sweep, first: number): Promise<ScreenedPage> {
  const { from, after, step } = sweep;
  const accounts = await deps.graph.registrations({ from, after, first });
  const last = accounts.at(-1);
  const reached = last && { createdAt: last.createdAt ?? from, ref: { kind: last.kind, id: last.id } };
  return {
    sweep: { step: step + 1, from, after: reached ?? after, isDone: accounts.length < first },
    screened: accounts.length,
    found: await findLeads(deps, accounts),
  };
}

async function findLeads(deps: RegistrationScreener, accounts: readonly Entity[]): Promise<readonly Newcomer[]> {
  const listed = await deps.newcomers.listed(accounts);
  const open = accounts.filter((account) => isUndecided(account) && !listed.has(entityKey(account)));
  if (open.length === 0) return [];
  const ground: ScreeningGround = { ...(await readConclusions(deps)), changeNumber: await deps.graph.changeNumber() };
  const now = currentTime(deps.clock);
  const found: Newcomer[] = [];
  for (const account of open) {
    const lead = await findLead(ground, account);
    if (lead !== null) found.push(toNewcomer(deps, account, { lead, now }));
  }
  return found;
}

/** Where only something in order ties it, that is recorded as kept back by the entry that says so. */
async function findLead(ground: ScreeningGround, { kind, id }: Entity): Promise<Lead | null> {
  const question = { entity: { kind, id }, identifiers: [] };
  const screening = await screenAgainst(ground, question);
  const lead = leadOf(screening, ground);
  if (lead !== null || !screening.ignoredHubs.some((hub) => ground.allowed.entryOf(hub) !== null)) return lead;
  const all = leadOf(await screenAgainst({ ...ground, allowed: NOTHING_ALLOWED }, question), ground);
  return all?.keptBackBy ? all : null;
}

function toNewcomer(
  { randomness }: RegistrationScreener,
  { kind, id, createdAt }: Entity,
  { lead, now }: { readonly lead: Lead; readonly now: TimePoint },
): Newcomer {
  const { keptBackBy } = lead;
  return {
    ...lead,
    ...{ id: `new_${randomness.token(ID_BITS)}`, entity: { kind, id }, registeredAt: createdAt ?? now, foundAt: now },
    ...{ status: keptBackBy === null ? 'OPEN' : 'KEPT_BACK', handled: null },
  };
}

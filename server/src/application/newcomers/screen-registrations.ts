/**
 * The screening of registrations: every account created or arrived since the last time, and in the days before, is asked
 * the question of the door once more. Page by page; each page is written with the place it reached, so a run that is
 * killed goes on from there, and an account is listed once.
 */
import { NOTHING_ALLOWED } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { Newcomer, Sweep } from '../../domain/newcomer.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { SuppressionStore } from '../ports/alert-store.ts';
import type { Randomness } from '../ports/clock.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import { readConclusions, type ScreeningGround, screenAgainst } from '../screening/screen-against.ts';
import { toNewcomerMessages } from '../webhooks/newcomer-messages.ts';
import { beginSweep, type SweepGround } from './begin-sweep.ts';
import { isUndecided, type Lead, leadOf } from './near-enough.ts';
import { readPage } from './read-page.ts';

export type RegistrationScreener = SweepGround & {
  readonly verdicts: VerdictStore;
  readonly suppressions: SuppressionStore;
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
  /** Everybody so far has been looked at. */
  readonly isDone: boolean;
};

export const MOST_SCREENED = 20_000;
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

type ScreenedPage = { readonly sweep: Sweep; readonly screened: number; readonly found: readonly Newcomer[] };

async function screenPage(deps: RegistrationScreener, before: Sweep, first: number): Promise<ScreenedPage> {
  const { sweep, accounts } = await readPage(deps.graph, before, first);
  return {
    sweep: { ...sweep, step: before.step + 1 },
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
    ...{ id: `new_${randomness.token(ID_BITS)}`, entity: { kind, id }, registeredAt: createdAt, foundAt: now },
    ...{ status: keptBackBy === null ? 'OPEN' : 'KEPT_BACK', handled: null },
  };
}

/**
 * Detection of what a batch of records changed: the accounts it concerns are computed again, by the norms of the last
 * run that computed everything, and nothing else is. Rings whose members only did something are told of again by today's
 * data, with the members they had; the others stand as they are. No second pipeline: the same
 * steps, on an excerpt of the columns. Drift, as norms grow old, is what the next full run corrects.
 */
import type { IncrementalCounts } from '../../domain/detection-run.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { Lead } from '../../domain/lead.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { Ring, RingCandidate } from '../../domain/ring.ts';
import type { GraphColumns } from '../columns.ts';
import { accountsOf } from '../find-entity.ts';
import { byStrength, MOST_LEADS } from '../leads.ts';
import type { MarketNorms } from '../norms.ts';
import type { DetectionParameters } from '../parameters.ts';
import { type DetectionHooks, type DetectionOutcome, detectionSteps } from '../pipeline.ts';
import { nameOf } from '../ring-index.ts';
import { compareRings } from '../selection.ts';
import type { HabitsOfClocks } from '../signals/clock.ts';
import { createStages, type Stage } from '../stages.ts';
import type { Standing } from '../standing-rings.ts';
import { type Affected, findAffected } from './affected.ts';
import { advanceMarket, type KeptMarket } from './carry/advance-market.ts';
import { changesByMoves } from './carry/changes-by-moves.ts';
import { type Excerpt, takeExcerpt } from './excerpt.ts';
import { readView } from './market-view.ts';
import { type Overview, readOverview } from './overview.ts';
import type { RingFate } from './ring-fates.ts';
import { type Changed, changedSince, look, type SeenAccounts, type Standings, seeAccounts } from './seen-accounts.ts';

/** What a run leaves for the next one. */
export type Remembered = { readonly norms: MarketNorms; readonly accounts: SeenAccounts };

export type IncrementalOutcome = Pick<DetectionOutcome, 'stages'> & {
  /** Found again or anew; highest score first. */
  readonly computed: readonly RingCandidate[];
  /** As they were. */
  readonly standing: readonly RingCandidate[];
  /** Found, and standing; the likeliest first. */
  readonly leads: readonly Lead[];
  /** What the computed ones were found in: all rows of their members. */
  readonly columns: GraphColumns;
  readonly counts: IncrementalCounts;
  readonly remembered: Remembered;
  /** For the next run of this process. */
  readonly market: KeptMarket;
};

export type Before = Remembered & {
  /** The rings that are known, at rest or not. */
  readonly rings: readonly Ring[];
  readonly leads: readonly Lead[];
};

type Given = {
  readonly before: Before;
  readonly parameters: DetectionParameters;
  /** What an earlier run left in memory; without it everything is read. */
  readonly kept?: KeptMarket | null;
};

export function* incrementalSteps(
  columns: GraphColumns,
  { before, parameters, kept = null }: Given,
  hooks: DetectionHooks,
): Generator<void, IncrementalOutcome> {
  const { stage, stages } = createStages(hooks);
  const { norms } = before;
  const overview = yield* stage('overview', () => readOverview(columns));
  const advanced = kept && (yield* stage('carrying over', () => advanceMarket(kept, overview, norms.clocks.events)));
  const market = advanced ?? (yield* readMarket(stage, overview, norms.clocks.events));
  const { view, sight } = market;
  const changed = yield* stage('changes', () =>
    advanced && wasSeenBy(kept, before.accounts)
      ? changesByMoves(before.accounts, kept, advanced)
      : changedSince(before.accounts, view, sight),
  );
  const rings = before.rings.filter(({ status }) => status === 'ACTIVE');
  const membersOf = rings.map((ring) => accountsOf(overview, ring.members));
  const known = { rings: membersOf, leads: before.leads.map(({ group }) => accountsOf(overview, group.members)) };
  const affected = yield* stage('affected', () => findAffected({ view, parameters, norms }, changed, known));
  const excerpt = yield* stage('excerpt', () => takeExcerpt(view, affected, { norms, parameters }));
  const found = yield* detectionSteps(excerpt.columns, parameters, {
    ...{ ...hooks, within: excerpt.within },
    standing: standingIn(rings, changed, { affected, excerpt }),
  });
  const standing = rings.filter((_, i) => affected.fates[i] === 'STANDS').map(toCandidate);
  const concerns = (refs: readonly EntityRef[]): boolean => isComputed(affected, accountsOf(overview, refs));
  const leads = [...found.leads, ...standingLeads(before.leads, found.leads, concerns)]
    .sort(byStrength)
    .slice(0, MOST_LEADS);
  const computed = withoutRepeats(found.candidates, standing, new Set(rings.map(nameOf)));
  const standings = mergeStandings(changed.known, affected, excerpt, found);
  return {
    ...{ computed, standing, leads },
    columns: excerpt.columns,
    stages: [...stages, ...found.stages],
    counts: {
      touchedAccounts: changed.touched.length,
      computedAccounts: affected.count,
      accounts: overview.population.accountCount,
      computedRings: computed.length,
      standingRings: standing.length,
    },
    remembered: { norms, accounts: seeAccounts(sight, standings) },
    market: { view, sight },
  };
}

function* readMarket(stage: Stage, overview: Overview, habits: HabitsOfClocks): Generator<void, KeptMarket> {
  const sight = yield* stage('fingerprints', () => look(overview));
  return { view: yield* stage('index', () => readView(overview, habits)), sight };
}

/** Whether the accounts that are remembered are those of the market that was kept: the sums are the very same. */
const wasSeenBy = (kept: KeptMarket | null, accounts: SeenAccounts): kept is KeptMarket =>
  kept?.sight.prints === accounts.prints;

/** Highest score first. */
export const ringsOf = ({ computed, standing }: Pick<IncrementalOutcome, 'computed' | 'standing'>): RingCandidate[] =>
  [...computed, ...standing].sort(compareRings);

/** A ring at the edge, among the neighbours only, was found in more than is computed now. */
const isComputed = ({ close }: Affected, members: Int32Array): boolean =>
  members.some((account) => account < 0 || close[account] === 1);

type Computed = { readonly affected: Affected; readonly excerpt: Excerpt };

/** Of the rings that are told of again those that stand where nothing else is the better finding. */
function standingIn(rings: readonly Ring[], { touched }: Changed, { affected, excerpt }: Computed): Standing {
  const isTouched = new Set(touched);
  const may = (...wanted: readonly RingFate[]): Ring[] =>
    rings.filter((_, i) => wanted.includes(affected.fates[i] ?? 'STANDS'));
  return {
    rings: may('OPEN', 'SEARCHED', 'TOLD'),
    yielding: new Set(may('OPEN')),
    retold: new Set(may('TOLD')),
    isTouched: (account) => isTouched.has(excerpt.accounts[account] ?? -1),
  };
}

const toCandidate = ({ id: _, status: __, endedAt: ___, successor: ____, ...candidate }: Ring): RingCandidate =>
  candidate;

/** Those of whom nobody was computed; who is found again, around what was, is told once. */
function standingLeads(
  before: readonly Lead[],
  found: readonly Lead[],
  isConcerned: (refs: readonly EntityRef[]) => boolean,
): readonly Lead[] {
  const again = new Set(found.flatMap(({ accounts }) => accounts.map(entityKey)));
  return before.filter(
    ({ accounts, group }) => !accounts.some((ref) => again.has(entityKey(ref))) && !isConcerned(group.members),
  );
}

const SAME_MEMBERS = 0.5;

/** Where a ring that stands is found again in part, it stands; what was beside it before stays there. */
function withoutRepeats(
  found: readonly RingCandidate[],
  standing: readonly RingCandidate[],
  known: ReadonlySet<string>,
): RingCandidate[] {
  const ringsOf = new Map<string, RingCandidate[]>();
  for (const ring of standing) {
    for (const member of ring.members) {
      const key = entityKey(member);
      ringsOf.set(key, [...(ringsOf.get(key) ?? []), ring]);
    }
  }
  return found.filter((candidate) => {
    const { members, size } = candidate;
    if (known.has(nameOf(candidate))) return true;
    const common = new Map<RingCandidate, number>();
    for (const member of members) {
      for (const ring of ringsOf.get(entityKey(member)) ?? []) common.set(ring, (common.get(ring) ?? 0) + 1);
    }
    return ![...common].some(([ring, shared]) => shared >= Math.min(size, ring.size) * SAME_MEMBERS);
  });
}

/** Of those computed the new ones, communities under numbers nobody had; of everybody else the old ones. */
function mergeStandings(
  before: Standings,
  { inside, close, waiting }: Affected,
  { accounts }: Excerpt,
  found: Pick<DetectionOutcome, 'communityOf' | 'nearness'>,
): Standings {
  const first = before.community.reduce((most, one) => Math.max(most, one + 1), 0);
  const community = before.community.slice();
  const nearness = before.nearness.slice();
  found.communityOf.forEach((one, i) => {
    const account = accounts[i] ?? 0;
    if (inside[account] === 1) community[account] = one < 0 ? -1 : first + one;
    const near = found.nearness[i] ?? 0;
    nearness[account] = close[account] === 1 ? near : Math.max(near, nearness[account] ?? 0);
  });
  return { community, nearness, waiting };
}

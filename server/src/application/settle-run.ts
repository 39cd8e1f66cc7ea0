/**
 * The end of a detection run: its findings get their lasting ids against the newest published picture, and are
 * published with their lineage or kept aside. Where another run was published meanwhile, naming starts over from that
 * one: two runs never publish interleaved.
 */
import { assignRingIds } from '../detection/identity.ts';
import { followRings, frontAt, type Lineage } from '../detection/lineage.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Lead } from '../domain/lead.ts';
import type { Principal } from '../domain/principal.ts';
import type { Ring, RingCandidate } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { type AlertDependencies, alertsOfRun } from './alerts/alerts-of-run.ts';
import { hashOf, type ParameterReading, parametersInForce } from './parameters/parameters-in-force.ts';
import type { DomainEvent, RingStore } from './ports/case-store.ts';
import type { Clock } from './ports/clock.ts';
import type { VerdictStore } from './ports/verdict-store.ts';
import { currentTime } from './record-event.ts';
import { carryVerdicts } from './verdicts/carry-verdicts.ts';
import { toAlertMessages } from './webhooks/alert-messages.ts';
import { toMessages } from './webhooks/to-messages.ts';

export type SettlingDependencies = ParameterReading &
  AlertDependencies & {
    readonly rings: RingStore;
    readonly verdicts: VerdictStore;
    readonly clock: Clock;
  };

export type Findings = {
  readonly runId: string;
  readonly candidates: readonly RingCandidate[];
  readonly leads: readonly Lead[];
  readonly asOf: TimePoint | null;
  /** Kept aside all the same when it looks at a moment before the last published one, or … */
  readonly mayPublish: boolean;
  /** … when other parameters are in force by now. */
  readonly parametersHash: string;
  /** It stands on this published run, whose rings are those, and on no other. */
  readonly basedOn?: { readonly runId: string; readonly rings: readonly Ring[] };
  /** Published only while this server runs the schedules. */
  readonly leaseHolder?: string;
};
export type Named = {
  readonly rings: readonly Ring[];
  readonly lineage: Lineage;
  readonly published: boolean;
  readonly durationMs: number;
};

/** Null, and nothing written, where another run was published than the one it stands on. */
export async function settleRun(
  deps: SettlingDependencies,
  principal: Principal,
  findings: Findings & { readonly toRun: (named: Named) => DetectionRun },
): Promise<DetectionRun | null> {
  for (;;) {
    const start = deps.clock.now();
    const inForce = await hashInForce(deps);
    const { base, published } = await pictureBefore(deps.rings, findings, inForce);
    const { basedOn } = findings;
    if (basedOn !== undefined && basedOn.runId !== base?.id) return null;
    const picture = basedOn?.rings ?? (base === null ? [] : await collect(deps.rings.allRings(base.id)));
    const { rings, lineage } = await nameRings(deps, findings, { picture, published });
    const run = findings.toRun({ rings, lineage, published, durationMs: deps.clock.now() - start });
    const at = currentTime(deps.clock);
    const event: DomainEvent = {
      type: published ? 'ringsPublished' : 'trialKept',
      at,
      principal: principal.id,
      subject: run.id,
      details: { resultHash: run.resultHash },
    };
    if (!published) {
      await deps.rings.keepRun(run, rings, event);
      return run;
    }
    const all = [...rings, ...lineage.ended];
    const held = await deps.verdicts.current();
    const verdicts = carryVerdicts(held.rings, { rings, ...lineage });
    const standing = [
      ...new Map([...held.rings, ...verdicts.map((verdict) => [verdict.ringId, verdict] as const)]).values(),
    ];
    const outcome = { run, rings, previous: picture, verdicts: standing, at, ...lineage };
    const alerts = await alertsOfRun(deps, principal, outcome);
    const messages = [
      ...toMessages({ run, rings: all, changes: lineage.changes, at }, deps.randomness),
      ...toAlertMessages(alerts.changes, deps.randomness),
    ];
    const publication = {
      ...{ changes: lineage.changes, basedOn: base?.id ?? null, inForceBy: inForce.number },
      ...{ event, messages, verdicts, alerts, leads: findings.leads },
      ...(findings.leaseHolder !== undefined && { leaseHolder: findings.leaseHolder }),
    };
    if (await deps.rings.publishRun(run, all, publication)) return run;
  }
}

type Base = { readonly base: DetectionRun | null; readonly published: boolean };

type HashInForce = { readonly hash: string | null; readonly number: number };

/** No hash where what is in force cannot be used by this version. */
async function hashInForce(deps: SettlingDependencies): Promise<HashInForce> {
  const inForce = await parametersInForce(deps);
  if (!inForce.ok) return { hash: null, number: 0 };
  return { hash: hashOf(inForce.value.parameters, deps.randomness), number: inForce.value.number };
}

async function pictureBefore(rings: RingStore, findings: Findings, { hash }: HashInForce): Promise<Base> {
  const { asOf, mayPublish, parametersHash } = findings;
  const latest = await rings.latestPublishedRun();
  if (mayPublish && hash === parametersHash && (asOf ?? 0) >= (latest?.asOf ?? 0))
    return { base: latest, published: true };
  return { base: await rings.publishedRunAt(asOf ?? (0 as TimePoint)), published: false };
}

type Before = { readonly picture: readonly Ring[]; readonly published: boolean };

async function nameRings(deps: SettlingDependencies, findings: Findings, { picture, published }: Before) {
  const at = findings.asOf ?? currentTime(deps.clock);
  const previous = frontAt(picture, at);
  const issued = await deps.rings.issuedRingIds();
  const rings = assignRingIds(findings.candidates, { previous, issued, sha256: deps.randomness.sha256 });
  // Of a look at an earlier moment, what was published since is no past.
  const returned = published ? issuedAgain(rings, previous, issued) : new Set<string>();
  return { rings, lineage: followRings(previous, rings, { runId: findings.runId, at, returned }) };
}

/** Ids that were issued to rings nobody carries on any more. */
function issuedAgain(rings: readonly Ring[], previous: readonly Ring[], issued: ReadonlySet<string>) {
  const known = new Set(previous.map(({ id }) => id));
  return new Set(rings.map(({ id }) => id).filter((id) => issued.has(id) && !known.has(id)));
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/**
 * Risk over ties, pure. Of a shared thing the risk is its weight × the sum of what is known of its other holders ÷
 * their number, an expected share. A hub divides by its crowd and so says little, however many links lead there.
 * Different things held add up as independent hints, 1 − Π(1 − r). Where no holder is known, a holder's own risk over
 * its other things stands in, halved: suspicion fades with distance.
 */
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { KnownBad } from './known-bad.ts';
import { type Holder, isActor, type SharedThing, type Tie, type TieGraph } from './tie-graph.ts';

export type Step = {
  readonly tie: Tie;
  readonly from: EntityRef;
  /** The thing and the holder reached through it; both null for a direct tie between accounts, or a bad thing itself. */
  readonly thing: SharedThing | null;
  readonly holder: Holder | null;
  readonly passes: number;
};
/** One way to one target. */
export type Way = { readonly target: string; readonly risk: number; readonly steps: readonly Step[] };

const FADES = 0.5;

export type Weighing = { readonly tied: TieGraph; readonly known: KnownBad };
type Origin = { readonly account: EntityRef; readonly visited: ReadonlySet<string> };

/** Every way from the account to something known, over at most `sharings` shared things. */
export function waysFrom(weighing: Weighing, account: EntityRef, sharings: number): readonly Way[] {
  // An identifier asked about is looked through as what somebody new would hold.
  const visited = new Set(isActor(account) ? [entityKey(account)] : []);
  return follow(weighing, { account, visited }, sharings);
}

function follow(weighing: Weighing, origin: Origin, sharings: number): readonly Way[] {
  const ties = weighing.tied.ties.get(entityKey(origin.account)) ?? [];
  return ties.flatMap((tie) => followTie(weighing, { ...origin, tie }, sharings));
}

function followTie(weighing: Weighing, from: Origin & { readonly tie: Tie }, sharings: number): readonly Way[] {
  const { tied, known } = weighing;
  const { account, tie, visited } = from;
  const key = entityKey(tie.to);
  if (visited.has(key)) return [];
  const direct: Step = { tie, from: account, thing: null, holder: null, passes: tie.weight };
  const ways: Way[] = (known.bad.get(key) ?? []).map(({ target, sure }) => ({
    target,
    risk: tie.weight * sure,
    steps: [direct],
  }));
  if (isActor(tie.to))
    return ways.length > 0 ? ways : waysThrough(weighing, { ...from, visited }, { direct, sharings });
  const thing = tied.things.get(key);
  if (!thing || sharings < 1) return ways;
  const others = thing.holders.filter(({ ref }) => !visited.has(entityKey(ref)));
  const passes = tie.weight / Math.max(1, others.length + thing.hidden);
  for (const holder of others) {
    const step: Step = { tie, from: account, thing, holder, passes };
    for (const way of waysBehind(weighing, { holder, visited: new Set([...visited, key]), sharings })) {
      ways.push({ target: way.target, risk: passes * way.risk, steps: [step, ...way.steps] });
    }
  }
  return ways;
}

/** A direct tie to somebody unknown: what that account shares with others. */
function waysThrough(
  weighing: Weighing,
  { tie, visited }: Origin & { readonly tie: Tie },
  { direct, sharings }: { readonly direct: Step; readonly sharings: number },
): readonly Way[] {
  if (sharings < 2) return [];
  const onwards = { account: tie.to, visited: new Set([...visited, entityKey(tie.to)]) };
  return follow(weighing, onwards, sharings - 1).map((way) => ({
    target: way.target,
    risk: direct.passes * FADES * way.risk,
    steps: [direct, ...way.steps],
  }));
}

type Behind = { readonly holder: Holder; readonly visited: ReadonlySet<string>; readonly sharings: number };

function waysBehind(weighing: Weighing, { holder, visited, sharings }: Behind): readonly Way[] {
  const bad = weighing.known.bad.get(entityKey(holder.ref));
  if (bad) return bad.map(({ target, sure }) => ({ target, risk: sure, steps: [] }));
  if (sharings < 2) return [];
  const onwards = { account: holder.ref, visited: new Set([...visited, entityKey(holder.ref)]) };
  return follow(weighing, onwards, sharings - 1).map((way) => ({ ...way, risk: way.risk * FADES }));
}

/**
 * Ways over the same first thing share its crowd: those to different accounts add up, at most to the thing's weight,
 * and an account counts once however many findings it is in. Different things are independent hints.
 */
export function combine(ways: readonly Way[]): number {
  const byThing = new Map<string, { readonly weight: number; readonly ends: Map<string, number> }>();
  let innocent = 1;
  for (const { risk, steps } of ways) {
    const first = steps[0];
    if (!first) {
      innocent = Math.min(innocent, 1 - risk);
      continue;
    }
    const key = entityKey(first.tie.to);
    const shared = byThing.get(key) ?? { weight: first.tie.weight, ends: new Map<string, number>() };
    byThing.set(key, shared);
    const end = entityKey(endOf(steps) ?? first.tie.to);
    shared.ends.set(end, Math.max(shared.ends.get(end) ?? 0, risk));
  }
  for (const { weight, ends } of byThing.values()) {
    innocent *=
      1 -
      Math.min(
        weight,
        [...ends.values()].reduce((sum, risk) => sum + risk, 0),
      );
  }
  return round(1 - innocent);
}

const endOf = (steps: readonly Step[]): EntityRef | undefined => {
  const last = steps.at(-1);
  return last?.holder?.ref ?? last?.tie.to;
};

export const round = (risk: number): number => Math.round(risk * 1e4) / 1e4;

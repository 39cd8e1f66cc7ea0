/** The four SYN-EVENT scenarios (Greene, Doyle & Cunningham, ASONAM 2010): communities that are known to be one another. */
import { createHash } from 'node:crypto';
import { findCommunities } from '../../server/src/detection/graph/communities.ts';
import { assignRingIds } from '../../server/src/detection/identity.ts';
import type { Ring, RingCandidate } from '../../server/src/domain/ring.ts';
import { type Edge, graphOf } from '../detection/graph/random-graph.ts';
import { readSharedText } from './p2p-payments.ts';
import { aRing } from './ring-builders.ts';

export const DYNAMIC_SET = 'syn-event-dynamic';
const STEPS = [1, 2, 3, 4, 5] as const;

type Group = readonly number[];
export type Scenario = {
  /** The true communities at each step. */
  readonly truth: readonly (readonly Group[])[];
  readonly edges: readonly (readonly Edge[])[];
  /** Each timeline: at which step which true community is this one. */
  readonly timelines: readonly (readonly { readonly step: number; readonly group: number }[])[];
};

const rows = (path: string): string[] =>
  readSharedText(`${DYNAMIC_SET}/${path}`)
    .split('\n')
    .filter((line) => line.trim() !== '');

export function readScenario(name: string, timeline: string): Scenario {
  return {
    truth: STEPS.map((step) => rows(`${name}/${step}.comm`).map((line) => line.trim().split(/\s+/).map(Number))),
    edges: STEPS.map((step) => rows(`${name}/${step}.edges`).map(toEdge)),
    timelines: rows(`${name}/${timeline}.timeline`).map(toTimeline),
  };
}

function toEdge(line: string): Edge {
  const [a = 0, b = 0] = line.trim().split(/\s+/).map(Number);
  return [a, b, 1];
}

const toTimeline = (line: string) =>
  [...line.matchAll(/(\d+)=(\d+)/g)].map(([, step, group]) => ({ step: Number(step) - 1, group: Number(group) - 1 }));

/** Our own communities of each step: those of one resolution of CPM, three nodes and more. */
export const ownCommunities = ({ edges }: Scenario, resolution: number): readonly (readonly Group[])[] =>
  edges.map((step) => {
    const nodes = Math.max(...step.flat()) + 1;
    const options = { smallComponent: 50, maxRingSize: 400, resolutions: [resolution], sameCandidateJaccard: 0.8 };
    const groups = [...findCommunities(graphOf(nodes, step), options)].map((group) => [...group]);
    return groups.filter((group) => group.length >= 3);
  });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Runs the identity code over the steps as published runs do: what is not found sleeps and is carried on. */
export function carryThrough(steps: readonly (readonly Group[])[]): readonly (readonly Ring[])[] {
  const issued = new Set<string>();
  let front: readonly Ring[] = [];
  return steps.map((groups) => {
    const rings = assignRingIds(groups.map(toCandidate), { previous: front, issued, sha256 });
    for (const { id } of rings) issued.add(id);
    const found = new Set(rings.map(({ id }) => id));
    front = [...rings, ...front.filter(({ id }) => !found.has(id))];
    return rings;
  });
}

function toCandidate(group: Group): RingCandidate {
  const members = group.map((node) => {
    return { kind: 'Buyer', id: String(node), role: 'CORE', confidence: 1, reason: '' } as const;
  });
  const { id: _id, status: _status, ...candidate } = aRing('x', { members, size: members.length, identifiers: [] });
  return candidate;
}

export type IdentityFigures = { readonly kept: number; readonly issuedPerTimeline: number };

/** A true community counts as the ring that overlaps it most, at Jaccard 0.5 or more. */
export function measureIdentity(scenario: Scenario, found: readonly (readonly Ring[])[]): IdentityFigures {
  const idAt = scenario.truth.map((groups, step) => groups.map((group) => closest(group, found[step] ?? [])));
  const pairs = scenario.timelines.flatMap((timeline) =>
    timeline.slice(1).map((now, i) => [timeline[i], now] as const),
  );
  const kept = pairs.filter(([before, now]) => {
    const id = before && idAt[before.step]?.[before.group];
    return id !== undefined && id !== null && id === idAt[now.step]?.[now.group];
  });
  const issued = new Set(found.flat().map(({ id }) => id));
  return { kept: kept.length / pairs.length, issuedPerTimeline: issued.size / scenario.timelines.length };
}

function closest(group: Group, rings: readonly Ring[]): string | null {
  const wanted = new Set(group.map(String));
  let best: { readonly id: string; readonly jaccard: number } | null = null;
  for (const { id, members } of rings) {
    const common = members.filter((member) => wanted.has(member.id)).length;
    const jaccard = common / (wanted.size + members.length - common);
    if (jaccard >= 0.5 && (best === null || jaccard > best.jaccard)) best = { id, jaccard };
  }
  return best?.id ?? null;
}

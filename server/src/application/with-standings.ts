/** Tells of each member of the computed rings what an investigator asks first; rings that stand have it. Highest score first. */
import { compareRings } from '../detection/selection.ts';
import { memberStandings } from '../detection/standing.ts';
import type { RingCandidate } from '../domain/ring.ts';
import type { Computed } from './computing-steps.ts';

export function withStandings({ computed, standing, columns }: Computed): readonly RingCandidate[] {
  const standings = memberStandings(
    columns,
    computed.flatMap(({ members }) => members),
  )[Symbol.iterator]();
  const told = computed.map((candidate) => ({
    ...candidate,
    members: candidate.members.map((member) => {
      const own = standings.next();
      if (own.done) return member;
      // A literal alone: one that begins with a spread gets a hidden class of its own for each member.
      const { kind, id, role, confidence, reason } = member;
      return { kind, id, role, confidence, reason, standing: own.value };
    }),
  }));
  return standing.length === 0 ? told : [...told, ...standing].sort(compareRings);
}

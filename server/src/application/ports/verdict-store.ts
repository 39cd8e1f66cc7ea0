/** Verdicts: only ever added to. The last one on a thing is the one that holds; each is written with its event. */
import type { LinkVerdict, MemberVerdict, RingVerdict } from '../../domain/verdict.ts';
import type { DomainEvent } from './case-store.ts';

export interface VerdictStore {
  addRingVerdict(verdict: RingVerdict, event: DomainEvent): Promise<void>;
  addMemberVerdict(verdict: MemberVerdict, links: readonly LinkVerdict[], event: DomainEvent): Promise<void>;
  addLinkVerdict(verdict: LinkVerdict, event: DomainEvent): Promise<void>;
  /** Every verdict on this ring, oldest first. */
  ringVerdicts(ringId: string): Promise<readonly RingVerdict[]>;
  /** The one that holds, for every ring that has one. */
  currentRingVerdicts(): Promise<ReadonlyMap<string, RingVerdict>>;
  /** Those that hold, by `Kind:id`. */
  memberVerdicts(ringId: string): Promise<ReadonlyMap<string, MemberVerdict>>;
  /** The one that holds for every two ends. */
  currentLinkVerdicts(): Promise<readonly LinkVerdict[]>;
}

/** Verdicts: only ever added to. The last one on a thing is the one that holds; each is written with its event. */
import type { TimePoint } from '../../domain/time-point.ts';
import type { AccountVerdict, LinkVerdict, MemberVerdict, RingVerdict, Verdicts } from '../../domain/verdict.ts';
import type { DomainEvent } from './case-store.ts';

export interface VerdictStore {
  /**
   * `lastAt`: when the last verdict on this ring was given that its giver has seen, null where none was. False, and
   * nothing written, where it is another by now. Not given: written whatever there is.
   */
  addRingVerdict(verdict: RingVerdict, event: DomainEvent, lastAt?: TimePoint | null): Promise<boolean>;
  /** `also`: the same said of it in other rings. `lastAt`: as above, of the last one on it in any of these rings. */
  addMemberVerdict(
    verdict: MemberVerdict,
    links: readonly LinkVerdict[],
    event: DomainEvent,
    more?: { readonly also?: readonly MemberVerdict[]; readonly lastAt?: TimePoint | null },
  ): Promise<boolean>;
  /** `lastAt`: as above, of the last one on any of these accounts. */
  addAccountVerdicts(
    verdicts: readonly AccountVerdict[],
    links: readonly LinkVerdict[],
    event: DomainEvent,
    lastAt?: TimePoint | null,
  ): Promise<boolean>;
  /** `lastAt`: as above, of the one on these ends that holds, whichever was named first. */
  addLinkVerdict(verdict: LinkVerdict, event: DomainEvent, lastAt?: TimePoint | null): Promise<boolean>;
  /** Every verdict on this ring, oldest first. */
  ringVerdicts(ringId: string): Promise<readonly RingVerdict[]>;
  /** All that hold now; kept between calls, so that it may be asked on every request. */
  current(): Promise<Verdicts>;
  /** All that held when nothing later than this moment had been said. */
  heldAt(moment: TimePoint): Promise<Verdicts>;
}

/** What people concluded of a ring, of a member, of a link, and when new evidence outdates it. */
import type { Money } from './decimal.ts';
import { entityKey } from './entity-key.ts';
import type { EntityRef } from './records.ts';
import type { Severity, TypologyCode } from './ring.ts';
import type { TimePoint } from './time-point.ts';

export const RING_VERDICTS = ['IN_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_DATA'] as const;
export type RingVerdictCode = (typeof RING_VERDICTS)[number];
export const MEMBER_VERDICTS = ['INVOLVED', 'NOT_INVOLVED'] as const;
export type MemberVerdictCode = (typeof MEMBER_VERDICTS)[number];
export const VERDICT_REASONS = [
  'FRAUD',
  'HOUSEHOLD',
  'AGENCY',
  'WAREHOUSE_OPERATOR',
  'BAD_DATA',
  'LEGITIMATE_PROMOTION',
  'OTHER',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** The ring as it was when the verdict was given: what later runs are held against. */
export type VerdictBasis = {
  /** `Kind:id`. */
  readonly members: readonly string[];
  /** Of these, who carries the ring; not who is at its edge or its victim. Absent in verdicts of older versions. */
  readonly carriers?: readonly string[];
  /** What its members shared. Absent in verdicts of older versions. */
  readonly identifiers?: readonly string[];
  readonly severity: Severity;
  readonly stillStoppable: readonly Money[];
  readonly typologies: readonly TypologyCode[];
};

/** The picture of a ring that somebody looked at: what is new is what is not in there, whenever it was said. */
export type SeenPicture = {
  readonly ringId: string;
  readonly runId: string;
  /** The moment of the data its run looked at; null where the data hold no time. */
  readonly asOf: TimePoint | null;
};

type Given = { readonly reason: VerdictReason; readonly note: string; readonly by: string; readonly at: TimePoint };

/** A code as a person reads it: `bad data`. */
export const inWords = (code: RingVerdictCode | MemberVerdictCode | VerdictReason): string =>
  code.toLowerCase().replaceAll('_', ' ');

export type RingVerdict = Given & {
  readonly ringId: string;
  readonly verdict: RingVerdictCode;
  readonly basis: VerdictBasis;
  /** Null where no run of that time is on record. */
  readonly seen: SeenPicture | null;
  /** What changed since, as a sentence: the verdict is outdated and the ring open again. */
  readonly outdatedBy: string | null;
  /** The ring it was given for, where this one took that ring in or came out of it. */
  readonly inheritedFrom: string | null;
};
export type MemberVerdict = Given & {
  readonly ringId: string;
  readonly member: EntityRef;
  readonly verdict: MemberVerdictCode;
  /** Null where no run of that time is on record. */
  readonly seen: SeenPicture | null;
};
/** On an account that a lead names, outside any ring. */
export type AccountVerdict = Given & {
  readonly account: EntityRef;
  readonly verdict: MemberVerdictCode;
  /** The run whose lead was judged, and the moment of the data it looked at. */
  readonly runId: string;
  readonly asOf: TimePoint | null;
};
/** The ones that hold at some moment. */
export type Verdicts = {
  /** By ring. */
  readonly rings: ReadonlyMap<string, RingVerdict>;
  /** By ring, then by `Kind:id`. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, MemberVerdict>>;
  /** By `Kind:id`. */
  readonly accounts: ReadonlyMap<string, AccountVerdict>;
  /** One for each two ends, whichever was named first. */
  readonly links: readonly LinkVerdict[];
};

/** Two ends that are not the same actor: detection does not tie them while this holds. */
export type LinkVerdict = Given & {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly isSameActor: boolean;
  /** Null = until it is withdrawn. */
  readonly until: TimePoint | null;
};

/** Nothing new has come since. */
export const isStanding = ({ outdatedBy }: RingVerdict): boolean => outdatedBy === null;

export const isInForce = ({ until }: LinkVerdict, now: TimePoint): boolean => until === null || until > now;

/** The ends of links that tie nobody at this moment (`tieKey`), both ways round. */
export function cutTies(links: readonly LinkVerdict[], now: TimePoint): ReadonlySet<string> {
  const inForce = links.filter((verdict) => !verdict.isSameActor && isInForce(verdict, now));
  return new Set(inForce.flatMap(({ from, to }) => [tieKey(from, to), tieKey(to, from)]));
}

export const tieKey = (from: EntityRef, to: EntityRef): string => `${entityKey(from)}\n${entityKey(to)}`;

/**
 * `Kind:id` of everybody judged to be in on a fraud: who carried a ring when it was confirmed, and who was named by
 * hand. Who was judged not to be involved is not, and neither is who joined the ring after it was judged.
 */
export function confirmedAccounts({ rings, ...own }: Omit<Verdicts, 'links'>): ReadonlySet<string> {
  const { members } = own;
  const confirmed = [...rings.values()]
    .filter(({ verdict }) => verdict === 'CONFIRMED')
    .flatMap(({ ringId, inheritedFrom, basis }) =>
      (basis.carriers ?? []).filter(
        (key) => ![ringId, inheritedFrom].some((id) => members.get(id ?? '')?.get(key)?.verdict === 'NOT_INVOLVED'),
      ),
    );
  const named = eachAccount(own).filter(({ verdict, reason }) => verdict === 'INVOLVED' && reason === 'FRAUD');
  return new Set([...confirmed, ...named.map(({ key }) => key)]);
}

/** `Kind:id` of everybody judged not to be involved, and in no ring to be, with the moment of the data that was seen. */
export function clearedAccounts(own: Pick<Verdicts, 'members' | 'accounts'>): ReadonlyMap<string, TimePoint> {
  const given = eachAccount(own);
  const involved = new Set(given.filter(({ verdict }) => verdict === 'INVOLVED').map(({ key }) => key));
  const cleared = new Map<string, TimePoint>();
  for (const { key, verdict, known } of given) {
    if (verdict !== 'NOT_INVOLVED' || involved.has(key)) continue;
    if (known > (cleared.get(key) ?? Number.NEGATIVE_INFINITY)) cleared.set(key, known);
  }
  return cleared;
}

type OnAccount = Pick<AccountVerdict, 'verdict' | 'reason'> & { readonly key: string; readonly known: TimePoint };

/** What was said of each account, as a member of some ring or as a lead. `known`: the moment of the data that was seen. */
function eachAccount({ members, accounts }: Pick<Verdicts, 'members' | 'accounts'>): readonly OnAccount[] {
  const asMembers = [...members.values()].flatMap((own) => [...own.values()]);
  return [
    ...asMembers.map(({ member, seen, at, verdict, reason }) => {
      return { key: entityKey(member), verdict, reason, known: seen?.asOf ?? at };
    }),
    ...[...accounts].map(([key, { asOf, at, verdict, reason }]) => ({ key, verdict, reason, known: asOf ?? at })),
  ];
}

/** Somebody came to a conclusion, and nothing has outdated it. */
export const isFinal = (judged: RingVerdict): boolean =>
  isStanding(judged) && (judged.verdict === 'CONFIRMED' || judged.verdict === 'DISMISSED');

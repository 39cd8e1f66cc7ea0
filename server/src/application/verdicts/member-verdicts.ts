/** Verdicts on members go with them: into the ring that took theirs in, and into the one that came out of it. */
import { entityKey } from '../../domain/entity-key.ts';
import type { MemberVerdict } from '../../domain/verdict.ts';
import type { RingStore } from '../ports/case-store.ts';
import type { VerdictStore } from '../ports/verdict-store.ts';
import { judgedOrigins } from './judged-origins.ts';

type Stores = { readonly rings: RingStore; readonly verdicts: VerdictStore };
/** By `Kind:id`, each from the oldest to the one that holds. */
export type MemberVerdicts = ReadonlyMap<string, readonly MemberVerdict[]>;

/** Those given in this ring, and in rings it came from for who is no member there any more. */
export async function memberVerdictsOf({ rings, verdicts }: Stores, ringId: string): Promise<MemberVerdicts> {
  const { members } = await verdicts.current();
  const given = [...(members.get(ringId)?.values() ?? [])];
  for (const origin of await judgedOrigins(rings, ringId, members)) {
    const there = new Set(origin.status === 'ACTIVE' ? origin.members.map(entityKey) : []);
    given.push(...[...(members.get(origin.id)?.values() ?? [])].filter(({ member }) => !there.has(entityKey(member))));
  }
  const byMember = new Map<string, MemberVerdict[]>();
  for (const verdict of given.sort((a, b) => a.at - b.at)) {
    const key = entityKey(verdict.member);
    byMember.set(key, [...(byMember.get(key) ?? []), verdict]);
  }
  return byMember;
}

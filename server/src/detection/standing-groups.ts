/**
 * A ring that stands, as a group to be described by today's data: who was core stays core, and whom the search brings
 * to it anew may join where they were themselves touched.
 */
import type { MemberRole, RingCandidate } from '../domain/ring.ts';
import type { Group } from './candidates.ts';
import type { RankedRing } from './choose-rings.ts';
import type { ConfirmSetting } from './confidence/confirm-rings.ts';
import { accountsOf } from './find-entity.ts';
import type { DescribedGroup } from './fragments.ts';
import { createRingIndex, nameOf } from './ring-index.ts';
import { breadth } from './selection.ts';

type Found = { readonly fresh: readonly RingCandidate[]; readonly ranked: readonly RankedRing[] };
type Setting = Pick<ConfirmSetting, 'marketplace' | 'ties' | 'describe'>;
/** Account → its role. */
type Roles = ReadonlyMap<number, MemberRole>;

/** Null for a ring that is no longer worth reporting, or of which somebody is no more. */
export function createStandingGroups(
  isTouched: (account: number) => boolean,
  { fresh, ranked }: Found,
  setting: Setting,
): (ring: RingCandidate) => RankedRing | null {
  const { parameters } = setting.marketplace;
  const index = createRingIndex(fresh);
  const found = new Map([...ranked].sort((a, b) => a.rank - b.rank).map((one) => [nameOf(one.ring), one]));
  return (ring) => {
    const own = rolesIn(ring, setting);
    if (own.has(-1)) return null;
    const closest = index.closest(ring);
    const comers = [...(closest ? rolesIn(closest, setting) : [])].filter(([one]) => !own.has(one) && isTouched(one));
    const alone = describeAnew(own, setting);
    const isWider = comers.length > 0 && own.size + comers.length <= parameters.maxRingSize;
    const wider = isWider ? describeAnew(new Map([...own, ...comers]), setting) : null;
    const described = wider && (!alone || breadth(wider.ring) >= breadth(alone.ring)) ? wider : alone;
    if (!described) return null;
    return found.get(nameOf(described.ring)) ?? { ...described, isJoined: true, rank: breadth(described.ring) };
  };
}

/** −1 for who is no more. */
function rolesIn({ members }: RingCandidate, { marketplace }: Setting): Roles {
  const accounts = accountsOf(marketplace, members);
  return new Map(members.map(({ role }, i) => [accounts[i] ?? -1, role]));
}

/** Roles that events give, not the core, may be new ones: by those it is given now it would be described the same again. */
function describeAnew(roles: Roles, setting: Setting): DescribedGroup | null {
  const first = setting.describe(groupOf(roles, setting));
  return first && setting.describe(groupOf(rolesIn(first.ring, setting), setting));
}

/** Whom nothing ties to the others is in it for the business they do with it. */
function groupOf(roles: Roles, { ties, marketplace }: Setting): Group {
  const { personOf } = marketplace.population;
  const { offsets, neighbours } = ties.all;
  const members = [...roles.keys()].sort((a, b) => a - b);
  const persons = new Set(members.map((account) => personOf[account] ?? 0));
  const isTied = (account: number): boolean => {
    const person = personOf[account] ?? 0;
    return neighbours.subarray(offsets[person] ?? 0, offsets[person + 1] ?? 0).some((other) => persons.has(other));
  };
  const outside = new Set(members.filter((account) => roles.get(account) !== 'CORE' && !isTied(account)));
  const isEdge = (account: number): boolean => roles.get(account) === 'ASSOCIATE' && !outside.has(account);
  return {
    core: members.filter((account) => !outside.has(account) && !isEdge(account)),
    associates: members.filter(isEdge),
    counterparties: [...outside],
    outskirts: [],
  };
}

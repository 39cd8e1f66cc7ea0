/**
 * People whom one stand signed up, or one neighbour orders for: they have one tablet or one address in common, and each a
 * handset and a card that nobody else has. That they came at one time, with the coupon they were offered, may be no more
 * than that; nor is it more that they order at one shop whom none of them praises.
 */
import type { EntityKind } from '../../domain/ontology.ts';
import { kindEntry } from '../../domain/ontology.ts';
import { columnDegree } from '../graph/incidence.ts';
import type { GroupFacts } from '../group-facts.ts';
import { accountEntity, identifiersOf, type Marketplace } from '../marketplace.ts';
import { dealingsInside } from './dealings.ts';
import type { CounterFinder, IndependentKind } from './finding.ts';
import { tiesTheGroup } from './shared-identifiers.ts';

const MOST = 0.8;
const MOST_DEVICES = 1;
/** Who is invited by a friend, and comes with the others. */
const CAME_TOGETHER: readonly IndependentKind[] = ['place', 'burst', 'promotion', 'social'];

export const findSeparatePersons: CounterFinder = (marketplace, facts) => {
  const { buyers, members } = facts;
  const tying = facts.shared.filter(tiesTheGroup);
  if (buyers.length < members.length * MOST || tying.length === 0) return [];
  if (tying.some(({ kind }) => kindEntry(kind).evidential === 'hard' && kind !== 'Device')) return [];
  if (tying.filter(({ kind }) => kind === 'Device').length > MOST_DEVICES) return [];
  const separate = buyers.filter(
    (one) => hasOwn(marketplace, one, 'Device') && hasOwn(marketplace, one, 'PaymentInstrument'),
  );
  if (separate.length < buyers.length * MOST) return [];
  return [
    {
      type: 'CAMPUS_OR_OFFICE',
      statement:
        `${separate.length} of ${members.length} members each have a device and a card of their own, as people have who ` +
        'were signed up in one place or order together',
      penalty: 0,
      explains: [],
      mayExplain: isPraised(marketplace, facts) ? CAME_TOGETHER : [...CAME_TOGETHER, 'interaction'],
      entities: separate.map((account) => accountEntity(marketplace, account)),
      members: separate,
      eventTypes: [],
    },
  ];
};

const isPraised = (marketplace: Marketplace, facts: GroupFacts): boolean =>
  dealingsInside(marketplace, facts, 'REVIEW').orders > 0;

const hasOwn = (marketplace: Marketplace, account: number, kind: EntityKind): boolean =>
  identifiersOf(marketplace, account, kind).some((one) => columnDegree(marketplace.sharing.byPerson, one) === 1);

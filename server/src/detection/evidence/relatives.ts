/** Relatives in several homes: what is shared stays within a home, and between the homes they only know each other. */
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import type { CounterFinder } from './finding.ts';
import { CARDS_OF_A_FAMILY, FAMILY_ARRIVES, HOME_KINDS, homeKinds } from './living-together.ts';
import { tiesTheGroup } from './shared-identifiers.ts';
import { counted, nounOf } from './wording.ts';

const MOST_HOMES = 4;
const AT_HOME = 0.8;
/** What a person carries about: shared across homes it speaks against a family. */
const BELONGINGS: ReadonlySet<string> = new Set(['Device', 'PaymentInstrument', 'PayoutAccount', 'Phone', 'Email']);

export const findRelatives: CounterFinder = (marketplace, facts) => {
  const homes = homesOf(marketplace, facts);
  const atHome = new Set(homes.flatMap(({ holders }) => holders));
  if (homes.length < 2 || homes.length > MOST_HOMES || atHome.size < facts.members.length * AT_HOME) return [];
  const belongings = facts.shared.filter((fact) => BELONGINGS.has(fact.kind) && tiesTheGroup(fact));
  const isWithinOne = ({ holders }: SharedFact): boolean =>
    homes.some((home) => holders.every((account) => home.holders.includes(account)));
  const cards = belongings.filter(({ kind }) => kind === 'PaymentInstrument').length;
  if (!belongings.every(isWithinOne) || cards > CARDS_OF_A_FAMILY * homes.length) return [];
  return [
    {
      type: 'HOUSEHOLD',
      statement:
        `${atHome.size} of ${facts.members.length} members live at ${counted(homes.length, homeNoun(homes))} and share ` +
        'belongings only within each, as relatives do',
      penalty: 0.1,
      explains: ['card', ...HOME_KINDS],
      mayExplain: FAMILY_ARRIVES,
      entities: homes.map(({ entity }) => entity),
      members: [...atHome].sort((a, b) => a - b),
      eventTypes: [],
    },
  ];
};

const homeNoun = ([home]: readonly SharedFact[]): string => nounOf(home?.kind ?? 'Address').one;

/** Places of a family's size, the fullest first; who divides the week between two belongs to both. */
function homesOf(marketplace: Marketplace, facts: GroupFacts): SharedFact[] {
  const { householdSize } = marketplace.parameters;
  const kinds = homeKinds(marketplace, facts);
  const atHome = new Set<number>();
  return facts.shared.filter((fact) => {
    if (!kinds.includes(fact.kind) || fact.isHub || fact.accounts > householdSize) return false;
    const isNew = fact.holders.some((account) => !atHome.has(account));
    for (const account of fact.holders) atHome.add(account);
    return isNew;
  });
}

/** Whether a ring has become something else than what was judged: more members, more money, worse, or of another kind. */
import { entityKey } from './entity-key.ts';
import { type Ring, SEVERITIES, typologyWords } from './ring.ts';
import type { VerdictBasis } from './verdict.ts';

/** New members, as a share of those that were judged, and how many at the least where more than one was judged. */
const MEMBER_SHARE = 0.2;
const LEAST_MEMBERS = 2;
/** Money still stoppable, as a multiple of what was judged, and all of it in typical orders: less is change. */
const MONEY_FACTOR = 1.5;
const LEAST_ORDERS = 1;

const CARRIES: ReadonlySet<Ring['members'][number]['role']> = new Set(['ORGANISER', 'CORE', 'MULE']);

export const basisOf = (ring: Ring): VerdictBasis => ({
  members: ring.members.map(entityKey),
  carriers: ring.members.filter(({ role }) => CARRIES.has(role)).map(entityKey),
  identifiers: ring.identifiers.map(entityKey),
  severity: ring.severity,
  stillStoppable: ring.exposure.stillStoppable,
  typologies: ring.typologies.map(({ code }) => code),
});

export const MATERIAL_CHANGES = ['MORE_MEMBERS', 'MORE_MONEY', 'WORSE_SEVERITY', 'OTHER_TYPOLOGY'] as const;
export type MaterialChange = { readonly kind: (typeof MATERIAL_CHANGES)[number]; readonly words: string };

/** What is new, each as the part of a sentence; none where nothing material is. */
export function materialChanges(basis: VerdictBasis, ring: Ring): readonly MaterialChange[] {
  const found = {
    MORE_MEMBERS: newMembers(basis, ring),
    MORE_MONEY: newMoney(basis, ring),
    WORSE_SEVERITY: worse(basis, ring),
    OTHER_TYPOLOGY: newKind(basis, ring),
  };
  return MATERIAL_CHANGES.flatMap((kind) => found[kind].map((words) => ({ kind, words })));
}

/** One sentence of what is new, or null where nothing material is. */
export function materialChange(basis: VerdictBasis, ring: Ring): string | null {
  return inOneSentence(materialChanges(basis, ring));
}

export const inOneSentence = (changes: readonly MaterialChange[]): string | null =>
  changes.length === 0 ? null : changes.map(({ words }) => words).join(', ');

function newMembers({ members }: VerdictBasis, ring: Ring): readonly string[] {
  const known = new Set(members);
  const count = ring.members.filter((member) => !known.has(entityKey(member))).length;
  const least = Math.max(Math.min(LEAST_MEMBERS, known.size), MEMBER_SHARE * known.size);
  return count > 0 && count >= least ? [`+${count} account${count === 1 ? '' : 's'}`] : [];
}

function newMoney({ stillStoppable }: VerdictBasis, { exposure }: Ring): readonly string[] {
  // A ring kept since before this was reckoned has none.
  if ((exposure.inTypicalOrders ?? LEAST_ORDERS) < LEAST_ORDERS) return [];
  return exposure.stillStoppable.flatMap(({ amount, currency }) => {
    const before = Number(stillStoppable.find((money) => money.currency === currency)?.amount ?? 0);
    const more = Number(amount) - before;
    if (more <= 0 || Number(amount) < before * MONEY_FACTOR) return [];
    return [`+${more.toLocaleString('en', { maximumFractionDigits: 2 })} ${currency} still stoppable`];
  });
}

const worse = ({ severity }: VerdictBasis, ring: Ring): readonly string[] =>
  SEVERITIES.indexOf(ring.severity) > SEVERITIES.indexOf(severity) ? [`now ${ring.severity}`] : [];

const newKind = ({ typologies }: VerdictBasis, ring: Ring): readonly string[] => {
  const [first] = ring.typologies;
  return first !== undefined && !typologies.includes(first.code) ? [`looks like ${typologyWords(first.code)} now`] : [];
};

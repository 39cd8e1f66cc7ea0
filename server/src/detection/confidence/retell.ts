/**
 * Rings that are told of by today's data without a search for them: how surely they and their members come back is what
 * the last search said, which saw their surroundings; evidence, score, money at risk and how chance compares are new.
 */
import { entityKey } from '../../domain/entity-key.ts';
import type { RingCandidate } from '../../domain/ring.ts';
import type { DescribedGroup } from '../fragments.ts';
import { type ChanceNorms, type ChanceOf, compareWithChance } from './chance.ts';
import { type ConfirmSetting, PLAIN, personsOf, searchIn, toChance } from './confirm-rings.ts';
import { readDeeds } from './deeds.ts';
import { discountChance } from './discount-chance.ts';
import { evidenceTree } from './evidence-tree.ts';

/** `before`: the ring as it was; without it, it is none of these. */
type Described = DescribedGroup & { readonly before: RingCandidate | null };
type Setting = ConfirmSetting & { readonly chance: ChanceNorms };

/** In the order given. */
export function* retell(described: readonly Described[], setting: Setting): Generator<void, RingCandidate[]> {
  const own = described.flatMap(({ before, ...found }) => (before ? [{ ...found, before }] : []));
  if (own.length === 0) return [];
  const { marketplace } = setting;
  const members = own.flatMap(({ group }) => [...group.core, ...group.associates, ...group.counterparties]);
  // What ties members to each other does not hang on who is around them.
  const among = searchIn(setting, personsOf(members, marketplace));
  const { chances } = yield* compareWithChance(
    among,
    readDeeds(marketplace, among.surroundings),
    own.map(({ group }) => personsOf(group.core, marketplace)),
    setting.chance,
  );
  return own.flatMap((one, i) => {
    const chance = chances[i];
    return chance ? retellRing(one, chance, setting) : [];
  });
}

type Retold = DescribedGroup & { readonly before: RingCandidate };

function retellRing({ ring, group, before }: Retold, chance: ChanceOf, setting: ConfirmSetting): RingCandidate {
  const { marketplace } = setting;
  const known = new Map(before.members.map((member) => [entityKey(member), member.confidence]));
  return {
    ...PLAIN,
    ...ring,
    ...discountChance(ring, chance, marketplace.parameters),
    members: ring.members.map((member) => ({
      ...member,
      confidence: known.get(entityKey(member)) ?? member.confidence,
    })),
    ...(before.stability && { stability: before.stability }),
    chance: toChance(chance, ring.size, marketplace),
    evidenceTree: evidenceTree(marketplace, setting.readFacts(group)),
  };
}

/**
 * A stock of identifiers shared by a ring. Each member has a home in it, dealt like cards, so that every item serves
 * about as many members and two pools never split the ring along the same line. The rotation knob gives members a
 * fresh identifier of their own instead, for good or for one use; the density knob lets them reach for another's.
 * Rotation spares each member one essential pool: without any tie nobody could call it a member.
 */
import type { Random } from '../random.ts';
import type { IdentifierKind } from '../rows.ts';
import type { RingScene } from './scene.ts';

export type Pool = {
  readonly ids: readonly string[];
  /** The member's own item, always the same. */
  home(member: number): string;
  /** The item used this time: home at first, later perhaps another or a fresh one. */
  use(member: number): string;
};

export type PoolForm = {
  readonly membersPerItem: number;
  /** Incidental pools bind nobody: the scheme's essential ties are elsewhere. */
  readonly incidental?: true;
};

export function createPool(scene: RingScene, kind: IdentifierKind, form: PoolForm): Pool {
  const { ledger, random, camouflage, pools } = scene;
  const ids = Array.from({ length: Math.max(1, Math.round(scene.size / form.membersPerItem)) }, () =>
    ledger.newId(kind),
  );
  const number = form.incidental ? -1 : pools.essential++;
  const isSpared = (member: number): boolean => pools.essential > 0 && member % pools.essential === number;
  const deal = createDeal(random, ids);
  const homes = new Map<number, string>();
  const home = (member: number): string => {
    const known = homes.get(member);
    if (known !== undefined) return known;
    const rotates = !isSpared(member) && random.chance(camouflage.rotation);
    const own = rotates ? ledger.newId(kind) : deal();
    homes.set(member, own);
    return own;
  };
  const use = (member: number): string => {
    if (!homes.has(member)) return home(member);
    if (random.chance(camouflage.rotation)) return ledger.newId(kind);
    return random.chance(camouflage.density * 0.6) ? random.pick(ids) : home(member);
  };
  return { ids, home, use };
}

function createDeal(random: Random, ids: readonly string[]): () => string {
  let deck: string[] = [];
  return () => {
    if (deck.length === 0) deck = random.sample(ids, ids.length);
    return deck.pop() ?? '';
  };
}

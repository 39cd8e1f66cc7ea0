/** How honest people arrive: every third newcomer pays the first order with the welcome voucher, some sent by a friend. */
import type { Actor } from './actors.ts';
import { redeemWelcome } from './behaviour/welcome.ts';
import { HOUR, PERIOD_START } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Neighbourhood } from './town.ts';

export function welcomeNewcomers(ledger: Ledger, random: Random, place: Neighbourhood): void {
  const homes = new Map<string, Actor[]>();
  for (const buyer of place.buyers) homes.set(buyer.address, [...(homes.get(buyer.address) ?? []), buyer]);
  for (const buyer of place.buyers) {
    if (buyer.createdAt < PERIOD_START || !random.chance(0.33)) continue;
    if (random.chance(0.3)) sendFriend(ledger, random, buyer, homes.get(buyer.address) ?? [], place);
    // Half of them within a day, some after a week.
    const at = Math.floor(buyer.createdAt + random.logNormal(20, 1.5) * HOUR);
    redeemWelcome(ledger, random, place, { buyer, at });
  }
}

/** Whoever lives with the newcomer, at times; else anybody who was there before. */
function sendFriend(
  ledger: Ledger,
  random: Random,
  newcomer: Actor,
  home: readonly Actor[],
  place: Neighbourhood,
): void {
  const housemates = home.filter((other) => other.createdAt < newcomer.createdAt);
  const friend = housemates.length > 0 && random.chance(0.6) ? random.pick(housemates) : random.pick(place.buyers);
  if (friend.createdAt >= newcomer.createdAt || friend.activeTo < newcomer.createdAt) return;
  ledger.link('REFERRED', friend, newcomer, { firstSeen: newcomer.createdAt });
}

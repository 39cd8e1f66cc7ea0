/** How often targets were acted on, from what they were and the acts that came; of targets of which some are gone all are read again. */
import type { HabitsOfClocks } from '../../signals/clock.ts';
import type { MarketView } from '../market-view.ts';
import { eachOf } from '../row-lists.ts';
import { createCounts, createLives, readTargetLives, type TargetsActedOn } from '../target-lives.ts';
import type { Aligned } from './align-columns.ts';

type Carrying = { readonly aligned: Aligned; readonly habits: HabitsOfClocks };

export function carryTargetLives(
  old: MarketView,
  now: Omit<MarketView, 'targets'>,
  { aligned, habits }: Carrying,
): TargetsActedOn {
  if (old.targets.habits !== habits) return readTargetLives(now, habits);
  const bereft = targetsOfGone(old, aligned);
  const { placeOf, count } = carriedPlaces(old, now, { aligned, bereft });
  const lives = createLives(count, old.targets.lives);
  const counts = createCounts(now, habits);
  const { events } = now.columns;
  for (const target of bereft) {
    const place = placeOf[target] ?? -1;
    lives.clear(place);
    eachOf(now.index.actsOn, target, (e) => {
      if (counts(e)) lives.add(events, e, place);
    });
  }
  for (const e of aligned.events.came) {
    const target = events.to[e] ?? 0;
    if (!bereft.has(target) && counts(e)) lives.add(events, e, placeOf[target] ?? 0);
  }
  return { lives: lives.byType, placeOf, habits };
}

type Places = { readonly aligned: Aligned; readonly bereft: ReadonlySet<number> };

/** What came has the next places; a place of what is gone stays empty. */
function carriedPlaces(old: MarketView, now: Omit<MarketView, 'targets'>, { aligned, bereft }: Places) {
  const placeOf = new Int32Array(now.columns.entities.length).fill(-1);
  const { to } = aligned.entities;
  let count = 0;
  for (let e = 0; e < to.length; e++) {
    const place = old.targets.placeOf[e] ?? -1;
    if (place >= count) count = place + 1;
    if ((to[e] ?? -1) >= 0) placeOf[to[e] ?? 0] = place;
  }
  const place = (target: number): void => {
    if (placeOf[target] === -1) placeOf[target] = count++;
  };
  for (const target of bereft) place(target);
  for (const e of aligned.events.came) place(now.columns.events.to[e] ?? 0);
  return { placeOf, count };
}

/** What is left of acts on them is read again: the first or the last may be gone. */
function targetsOfGone(old: MarketView, { entities, events }: Aligned): ReadonlySet<number> {
  const targets = new Set<number>();
  for (const e of events.gone) targets.add(entities.to[old.columns.events.to[e] ?? 0] ?? -1);
  targets.delete(-1);
  return targets;
}

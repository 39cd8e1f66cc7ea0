/** Which entity of the columns of before stands where now. Both are in the order of kind and id: one walk along both. */
import { compareText } from '../../../domain/compare-text.ts';
import type { EntityColumns, Texts } from '../../columns.ts';
import { leave, type Moves, MovesBuilder } from './moves.ts';

export function alignEntities(old: EntityColumns, now: EntityColumns): Moves {
  const moves = new MovesBuilder(old.length);
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    const order = (old.kind[i] ?? 0) - (now.kind[j] ?? 0) || compareText(old.id.at(i) ?? '', now.id.at(j) ?? '');
    if (order < 0) moves.isGone(i++);
    else if (order > 0) moves.came(j++);
    else
      for (let run = equalRun({ columns: old, from: i }, { columns: now, from: j }); run > 0; run--)
        moves.stays(i++, j++);
  }
  return leave(moves, { from: i, length: old.length }, { from: j, length: now.length });
}

type Place = { readonly columns: EntityColumns; readonly from: number };

/** How many in a row are the same from there on. */
function equalRun(old: Place, now: Place): number {
  const texts = equalTexts(old.columns.id, now.columns.id, old.from, now.from);
  let run = 0;
  while (run < texts && old.columns.kind[old.from + run] === now.columns.kind[now.from + run]) run++;
  return run;
}

function equalTexts(old: Texts, now: Texts, oldFrom: number, nowFrom: number): number {
  const most = Math.min(old.length - oldFrom, now.length - nowFrom);
  if (old === now && oldFrom === nowFrom) return most;
  const known = old.equalRun?.(oldFrom, now, nowFrom) ?? null;
  if (known !== null) return known;
  let run = 0;
  while (run < most && old.at(oldFrom + run) === now.at(nowFrom + run)) run++;
  return run;
}

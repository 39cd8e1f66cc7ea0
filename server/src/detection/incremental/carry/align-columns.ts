/** Which rows of the columns of before stand where now, and which are gone or came. */
import type { MarketView } from '../market-view.ts';
import type { Overview } from '../overview.ts';
import { alignEntities } from './align-entities.ts';
import { alignEvents } from './align-events.ts';
import { alignLinks, type EntityMoves } from './align-links.ts';
import type { Moves } from './moves.ts';
import { type AlignedEntities, numbersTo, restated } from './restated.ts';

export type Aligned = AlignedEntities & EntityMoves & { readonly links: Moves; readonly events: Moves };

/** Past this share of the rows, to carry them over is not worth it. */
const MOST_CHANGED = 0.1;

/** Null where too much is other than it was. */
export function alignColumns(old: MarketView, now: Overview): Aligned | null {
  const entities = alignEntities(old.columns.entities, now.columns.entities);
  const accountTo = numbersTo(old.population.entityOf, entities, now.population.accountOf);
  const identifierTo = numbersTo(old.identifiers.entityOf, entities, now.identifiers.identifierOf);
  const aligned = { entities, accountTo, identifierTo };
  const moves = { to: entities.to, restated: restated(old, now, aligned) };
  const links = alignLinks(old.columns.links, now.columns.links, moves);
  const events = alignEvents(old.columns, now.columns, moves);
  if (events === null) return null;
  const changes = [links, events].reduce((sum, { gone, came }) => sum + gone.length + came.length, 0);
  const rows = now.columns.links.length + now.columns.events.length;
  return changes > rows * MOST_CHANGED ? null : { ...aligned, ...moves, links, events };
}

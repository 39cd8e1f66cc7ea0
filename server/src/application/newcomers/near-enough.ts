/**
 * Whether a screened registration is worth a look, pure. Nearness alone is not enough: what counts is the expected
 * share of a screening, in which a campus' address or its computers divide by their crowd. The least risk is more than
 * an IP address can ever pass on by itself, whoever else was seen there. And who shares a place with one member alone is
 * family or a neighbour until something else speaks against them.
 */
import { covering } from '../../domain/covered-entities.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { typeWeight } from '../../domain/link-strength.ts';
import type { NewcomerHop, NewcomerTarget } from '../../domain/newcomer.ts';
import { type EntityKind, kindEntry } from '../../domain/ontology.ts';
import type { Screening, ScreeningMatch, ScreeningTarget } from '../../domain/screening.ts';
import type { Suppression } from '../../domain/suppression.ts';
import type { Verdicts } from '../../domain/verdict.ts';

const LEAST_RISK = typeWeight('SEEN_AT_IP');

export type Lead = {
  readonly risk: number;
  readonly target: NewcomerTarget;
  readonly statement: string;
  readonly path: readonly NewcomerHop[];
  readonly keptBackBy: string | null;
};
export type Known = {
  readonly verdicts: Verdicts;
  /** Entries in force. */
  readonly suppressions: readonly Suppression[];
};

/** Of an account that is restricted or cleared, there is nothing to find. */
export const isUndecided = ({ status, removedAt, risk }: Entity): boolean =>
  status === 'active' &&
  removedAt === null &&
  risk?.label !== 'confirmedLegitimate' &&
  risk?.label !== 'confirmedFraud';

/** The finding that weighs most, or null. What an entry keeps back is told only where nothing else is left to tell. */
export function leadOf(screening: Screening, known: Known): Lead | null {
  // A member of a ring is no newcomer near one: the ring itself says more.
  if (screening.matches.some(({ path }) => path.length === 0)) return null;
  const leads = screening.matches
    .filter((match) => match.risk > LEAST_RISK && !isOnlyHome(match) && !isCleared(screening, match, known))
    .map((match) => toLead(screening, match, known));
  return leads.find(({ keptBackBy }) => keptBackBy === null) ?? leads[0] ?? null;
}

const PLACES: ReadonlySet<EntityKind> = new Set(['Address', 'IpAddress', 'Warehouse']);
const LEAST_AT_HOME = 2;

/** Nothing ties them but a place, and no more than one of those it leads to is there. */
function isOnlyHome({ path }: ScreeningMatch): boolean {
  const things = path.filter(({ to }) => kindEntry(to.kind).class !== 'actor');
  return things.length > 0 && things.every(({ to, known }) => PLACES.has(to.kind) && known < LEAST_AT_HOME);
}

/** Somebody looked at this very account and this very ring. */
const isCleared = ({ entity }: Screening, { target }: ScreeningMatch, { verdicts }: Known): boolean =>
  target.type === 'ring' && verdicts.members.get(target.ring.id)?.get(entityKey(entity))?.verdict === 'NOT_INVOLVED';

function toLead(screening: Screening, match: ScreeningMatch, { suppressions }: Known): Lead {
  const { risk, target, statement, path } = match;
  const entry = suppressions.find((suppression) => concerns(suppression, screening, match));
  return {
    ...{ risk, statement, target: toTarget(target), keptBackBy: entry?.id ?? null },
    path: path.map(({ from, to, accounts, known, statement }) => ({ from, to, accounts, known, statement })),
  };
}

const toTarget = (target: ScreeningTarget): NewcomerTarget =>
  target.type === 'ring'
    ? { type: 'ring', ringId: target.ring.id, typology: target.ring.typologies[0]?.code ?? null }
    : { type: 'confirmedFraud', ref: { kind: target.entity.kind, id: target.entity.id } };

/** Its ring, its ring's way of working, the account, or anything on the way. */
function concerns({ target: entry }: Suppression, { entity }: Screening, { target, path }: ScreeningMatch): boolean {
  switch (entry.kind) {
    case 'ring':
      return target.type === 'ring' && target.ring.id === entry.ringId;
    case 'typology':
      return target.type === 'ring' && target.ring.typologies[0]?.code === entry.code;
    case 'entity':
    case 'range':
      return [entity, ...path.map(({ to }) => to)].some(covering([entry]));
  }
}

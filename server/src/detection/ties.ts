/**
 * The graph the rest of detection works on: persons, tied by rare identifiers in common. Ties that chance explains
 * are dropped; what they weigh says how rare and how personal the shared identifiers are.
 */
import { ENTITY_KIND_LIST, type EntityKind } from '../domain/ontology.ts';
import { DAY_MS } from '../domain/time-point.ts';
import type { GraphColumns } from './columns.ts';
import type { EdgeList, WeightedGraph } from './graph/csr.ts';
import { edgesAt, positionsWhere } from './graph/edge-selection.ts';
import { filled } from './graph/filled.ts';
import { type ProjectedEdges, project } from './graph/projection.ts';
import type { Hubs } from './hubs.ts';
import type { Universe } from './norms.ts';
import type { DetectionParameters } from './parameters.ts';
import type { Insiders } from './scope.ts';
import type { Sharing } from './sharing.ts';
import {
  benjaminiHochberg,
  createHypergeometricTail,
  hypergeometricTail,
  rememberSmall,
} from './signals/significance.ts';
import type { Stage } from './stages.ts';

/** How strongly one identifier held by just two accounts ties them. */
export const IDENTIFIER_WEIGHT: Readonly<Partial<Record<EntityKind, number>>> = {
  IdentityDocument: 1,
  BusinessRegistration: 0.9,
  PayoutAccount: 0.9,
  PaymentInstrument: 0.85,
  Phone: 0.8,
  Email: 0.8,
  Shipment: 0.6,
  Device: 0.6,
  Fingerprint: 0.5,
  Address: 0.45,
  Warehouse: 0.4,
  IpAddress: 0.3,
};
/** In a sample the identifiers at hand are not all there are: chance is never judged against fewer than this. */
const SMALLEST_UNIVERSE = 20_000;
/** −log10 p at which a tie counts in full. */
const FULL_SURPRISE = 6;

type Read = {
  readonly universe: Universe;
  readonly columns: GraphColumns;
  readonly sharing: Sharing;
  readonly hubs: Hubs;
  readonly parameters: DetectionParameters;
};

export type Within = {
  readonly isInside: Insiders;
  /** What p an earlier run accepted at the most. */
  readonly accepted?: number | undefined;
};

/** Two stages of their own: what is projected is the largest thing there is, and gone once it is validated. */
export function* tieAccounts(stage: Stage, read: Read, within: Within): Generator<void, ValidatedTies> {
  const projected = yield* stage('projection', () => tieByIdentifiers(read));
  return yield* stage('validation', () => validateTies(projected, read, within));
}

function tieByIdentifiers({ universe, columns, sharing, hubs, parameters }: Read): ProjectedEdges {
  const weightOfKind = ENTITY_KIND_LIST.map((kind) => IDENTIFIER_WEIGHT[kind] ?? 0);
  const columnWeight = new Float32Array(sharing.kind.length);
  for (let i = 0; i < columnWeight.length; i++) {
    if (hubs.isHub[i] !== 1) columnWeight[i] = weightOfKind[sharing.kind[i] ?? 0] ?? 0;
  }
  return project({
    incidence: sharing.byPerson,
    columnWeight,
    columnClass: sharing.kind,
    entryFactor: recency(columns, sharing, parameters),
    universe: universe.persons,
  });
}

function recency(columns: GraphColumns, sharing: Sharing, parameters: DetectionParameters): Float32Array | null {
  const halfLife = parameters.recencyHalfLifeDays * DAY_MS * 4;
  const { asOf } = columns;
  if (halfLife === 0 || asOf === null) return null;
  const { entryRow, times } = sharing.byPerson;
  return filled(new Float32Array(entryRow.length), (entry) => {
    const last = times.last(entry);
    return Number.isNaN(last) ? 1 : 0.5 ** (Math.max(0, asOf - last) / halfLife);
  });
}

export type ValidatedTies = EdgeList & {
  readonly classes: Int32Array;
  readonly dropped: number;
  /** What p was accepted at the most. */
  readonly accepted: number;
  /** Person → identifiers that are no hubs. */
  readonly held: Int32Array;
};

/** Hypergeometric p for each tie, false discovery rate held, weight × min(1, −log10 p / 6). */
function validateTies(edges: ProjectedEdges, read: Read, within: Within): ValidatedTies {
  const { universe, sharing, hubs, parameters } = read;
  const held = identifiersHeld(sharing, hubs);
  const tail = createHypergeometricTail(leastOf(universe));
  const pValues = new Float64Array(edges.length);
  for (let e = 0; e < edges.length; e++) {
    const a = held[edges.from[e] ?? 0] ?? 0;
    const b = held[edges.to[e] ?? 0] ?? 0;
    pValues[e] = tail(edges.common[e] ?? 0, a, b);
  }
  const accepted = within.accepted ?? benjaminiHochberg(pValues, parameters.falseDiscoveryRate);
  const { isInside } = within;
  const isKept = (e: number): boolean =>
    (pValues[e] ?? 1) <= accepted && isInside(edges.from[e] ?? 0) && isInside(edges.to[e] ?? 0);
  const kept = positionsWhere(edges.length, isKept);
  const ties = edgesAt(edges, kept);
  for (let i = 0; i < ties.length; i++) {
    ties.weight[i] = (edges.weight[kept[i] ?? 0] ?? 0) * surprise(pValues[kept[i] ?? 0] ?? 1);
  }
  return { ...ties, dropped: edges.length - kept.length, accepted, held };
}

const surprise = (p: number): number => Math.min(1, -Math.log10(Math.max(p, 1e-300)) / FULL_SURPRISE);
const leastOf = ({ identifiers }: Universe): number => Math.max(SMALLEST_UNIVERSE, identifiers);

/** Ties between persons: by what they did, and by identifiers too. */
export type PersonTies = Readonly<Record<'byActs' | 'all', WeightedGraph>> & {
  readonly test: TieTest;
};

/** Person, person, identifiers in common → the factor of their tie's weight; 0 where chance explains it. */
export type TieTest = (a: number, b: number, common: number) => number;

export function createTieTest(
  universe: Universe,
  { accepted, held }: Pick<ValidatedTies, 'accepted' | 'held'>,
): TieTest {
  const factorOf = rememberSmall((common, marked, drawn) => {
    const p = hypergeometricTail(common, marked, drawn, leastOf(universe));
    return p <= accepted ? surprise(p) : 0;
  });
  return (a, b, common) => factorOf(common, held[a] ?? 0, held[b] ?? 0);
}

function identifiersHeld(sharing: Sharing, hubs: Hubs): Int32Array {
  const held = new Int32Array(sharing.byPerson.rowCount);
  const { entryRow, entryColumn } = sharing.byPerson;
  for (let i = 0; i < entryRow.length; i++) {
    if (hubs.isHub[entryColumn[i] ?? 0]) continue;
    const row = entryRow[i] ?? 0;
    held[row] = (held[row] ?? 0) + 1;
  }
  return held;
}

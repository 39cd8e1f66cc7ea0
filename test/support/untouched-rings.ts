/**
 * What becomes of rings when a share of the links leads elsewhere. Untouched: no changed link ends at a member or a
 * shared identifier. Kept: found again under its id with nearly the same members. Detection runs as the service runs it,
 * twice on one store. A loss has one cause, looked for in the order of CAUSES when asked, which takes another run.
 */
import type { Marketplace } from '../../seed/src/main.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createRunMemoryFile } from '../../server/src/adapters/run-memory-file.ts';
import type { PlantedTruth } from '../../server/src/application/evaluation/planted-truth.ts';
import type { Market } from '../../server/src/application/evaluation/pool-markets.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { assignRingIds } from '../../server/src/detection/identity.ts';
import type { MarketNorms } from '../../server/src/detection/norms.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { SCOPE } from '../../server/src/detection/scope.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { seeded } from '../detection/graph/random-graph.ts';
import { changeLinks } from './changed-links.ts';
import { type Detecting, openDetecting } from './detecting.ts';
import { toColumns } from './seed-columns.ts';

export const CAUSES = {
  norms: 'what the whole marketplace is measured against: kept where the norms of the earlier run are held',
  newTie: 'an account came in that a changed link ties to it',
  neighbours: 'changed links among accounts around it: it was joined, parted, cut or chosen otherwise',
} as const;
export type Cause = keyof typeof CAUSES;
export type LostRing = { readonly before: Ring; readonly after: Ring | null; readonly cause: () => Cause };
export type Change = {
  readonly untouched: number;
  readonly lost: readonly LostRing[];
  readonly found: Market<Ring>;
};
/** A published run knows of the one before; a trial does not. */
export type Way = 'knowing' | 'alone';

const SAME = 0.95;

/** By draw: each draws its own changes to the same marketplace. */
export async function changesOf(
  { records, truth }: Marketplace,
  { share, draws, way }: { readonly share: number; readonly draws: readonly number[]; readonly way: Way },
): Promise<readonly Change[]> {
  const rows = [...records];
  const first = await openDetecting();
  await first.detect(toColumns(rows));
  const before = await first.ringsOf();
  const changes: Change[] = [];
  for (const draw of draws) {
    const { records: changed, touched } = changeLinks(rows, share, seeded(draw));
    const store = await openDetecting(first);
    changes.push(await changeIn(store, { before, columns: toColumns(changed), touched, truth, way }));
    await store.close();
  }
  await first.close();
  return changes;
}

type Changed = {
  readonly before: readonly Ring[];
  readonly columns: GraphColumns;
  readonly touched: ReadonlySet<string>;
  readonly truth: PlantedTruth;
  readonly way: Way;
};

async function changeIn(store: Detecting, { before, columns, touched, truth, way }: Changed): Promise<Change> {
  const isTouched = (ring: Ring): boolean =>
    [...ring.members, ...ring.identifiers].some((ref) => touched.has(entityKey(ref)));
  const untouched = before.filter((ring) => !isTouched(ring));
  const norms = (await createRunMemoryFile(store.memoryPath).read())?.norms;
  let held: readonly Ring[] | undefined;
  const causeOf = (ring: Ring, after: Ring | null): Cause => {
    held ??= norms ? byNorms(columns, norms, before) : [];
    if (isKept(ring, later(held, ring))) return 'norms';
    return after !== null && comers(ring, after).some((key) => touched.has(key)) ? 'newTie' : 'neighbours';
  };
  const { id } = await store.detect(columns, { trial: way === 'alone' });
  const found = (await store.ringsOf(id)).filter(({ status }) => status === 'ACTIVE');
  const lost = untouched.flatMap((ring) => {
    const after = later(found, ring);
    return isKept(ring, after) ? [] : [{ before: ring, after, cause: () => causeOf(ring, after) }];
  });
  return { untouched: untouched.length, lost, found: { found, truth } };
}

/** What a search by the norms of the earlier run finds. */
function byNorms(columns: GraphColumns, norms: MarketNorms, before: readonly Ring[]): readonly Ring[] {
  const scope = new Uint8Array(columns.entities.length).fill(SCOPE.inside);
  const { candidates } = detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0, within: { norms, scope } });
  const issued = new Set(before.map(({ id }) => id));
  return assignRingIds(candidates, { previous: before, issued, sha256: systemRandomness.sha256 });
}

const later = (found: readonly Ring[], { id }: Ring): Ring | null => found.find((ring) => ring.id === id) ?? null;

function isKept(before: Ring, after: Ring | null): boolean {
  if (after === null) return false;
  const common = after.size - comers(before, after).length;
  return common / (before.size + after.size - common) >= SAME;
}

function comers(before: Ring, after: Ring): readonly string[] {
  const known = new Set(before.members.map(entityKey));
  return after.members.map(entityKey).filter((key) => !known.has(key));
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateMarketplace, scenarioByName, writeMarketplace } from '../../seed/src/main.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { createEvaluateDetection, type Evaluation } from '../../server/src/application/evaluate-detection.ts';
import { importFiles } from '../../server/src/application/import-files.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import { ok } from '../../server/src/domain/result.ts';

const scenario = scenarioByName('small');
if (!scenario) throw new Error('no scenario small');
const marketplace = generateMarketplace(scenario);
const clock = { now: () => Date.UTC(2026, 6, 15) };
const folder = mkdtempSync(join(tmpdir(), 'clewline-evaluate-'));

const openGraph = async (): Promise<GraphStore> => {
  const opened = await openSqliteGraphStore({ path: ':memory:', clock });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
};

describe('evaluating detection', () => {
  let graph: GraphStore;
  let cases: CaseStore;
  let evaluation: Evaluation;
  const evaluate = (
    request: Parameters<ReturnType<typeof createEvaluateDetection>>[1],
    principal: Principal = OPERATOR,
  ) => {
    const services = { ...cases, graph, clock, randomness: systemRandomness };
    const detectRings = createDetectRings({ ...services, codeVersion: 'test', peakRssBytes: () => 0 });
    const stores = { ...services, detect: (who: Principal) => detectRings(who, {}) };
    return createEvaluateDetection({ openStores: async () => ok(stores) })(principal, request);
  };

  beforeAll(async () => {
    graph = await openGraph();
    cases = await openSqliteCaseStore(':memory:');
    const result = await evaluate({ against: 'scenario', marketplaces: [marketplace] });
    if (!result.ok) throw new Error(result.failure.message);
    evaluation = result.value;
  });
  afterAll(async () => {
    await cases.close();
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a scenario is generated, stored, searched and marked', () => {
    if (evaluation.against !== 'scenario') throw new Error('another evaluation');
    const [run] = evaluation.runs;
    expect(run?.scenario).toEqual(scenario);
    expect(run?.counts.events).toBe([...marketplace.records].filter((row) => row.record === 'event').length);
    expect(evaluation.result.rings.any.planted).toBe(marketplace.truth.rings.length);
    expect(evaluation.result.rings.any.recall).toBeGreaterThan(0.5);
    expect(evaluation.result.innocents.length).toBe(20);
  });

  test('the rings it published get the same marks against the truth alone', async () => {
    const again = await evaluate({ against: 'truth', truth: marketplace.truth });
    expect(again).toMatchObject({ ok: true, value: { against: 'truth' } });
    if (!again.ok || again.value.against !== 'truth' || evaluation.against !== 'scenario')
      throw new Error('not marked');
    expect(again.value.result).toEqual(evaluation.result);
    expect(again.value.baselines).toEqual(evaluation.baselines);
  });

  test('baselines are marked in the same run by the same measures, and none of them comes near', () => {
    if (evaluation.against !== 'scenario') throw new Error('another evaluation');
    const { baselines, result } = evaluation;
    expect(baselines.map(({ name }) => name)).toEqual([
      'components, no caps',
      'components, caps',
      'Louvain, resolution 1',
      'Louvain, scaled',
      'label propagation',
      'FRAUDAR blocks',
    ]);
    for (const { all, bestCut, ranking } of baselines) {
      expect(all.rings.planted).toBe(result.rings.any.planted);
      expect(bestCut.innocents.map(({ kind }) => kind)).toEqual(result.innocents.map(({ kind }) => kind));
      expect(bestCut.rings.f1).toBeLessThan(result.rings.MEDIUM.f1 ?? 0);
      expect(ranking.averagePrecision).toBeLessThan(result.ranking.averagePrecision ?? 0);
    }
  });

  test('no baselines where they are not wanted', async () => {
    const marked = await evaluate({ against: 'truth', truth: marketplace.truth, baselines: false });
    expect(marked).toMatchObject({ ok: true, value: { baselines: [] } });
  });

  test('labels on ring members lift the top rings far above the base rate', async () => {
    const flagged = new Set(marketplace.truth.rings.flatMap((ring) => ring.members.map(({ id }) => id)));
    const actors = [...marketplace.records].flatMap((row) =>
      row.record === 'entity' && ['Buyer', 'Seller', 'Creator'].includes(row.kind) ? [row.id] : [],
    );
    const marked = await evaluate({ against: 'labels', labels: { population: new Set(actors), flagged } });
    if (!marked.ok || marked.value.against !== 'labels') throw new Error('not marked');
    expect(marked.value.result.population).toBe(actors.length);
    expect(marked.value.result.top[0]?.lift).toBeGreaterThan(5);
  });

  test('where nothing is to be marked, that is said, and no table of noughts is printed', async () => {
    const labels = { population: new Set(['somebody else']), flagged: new Set(['somebody else']) };
    const halves = await evaluate({ against: 'half the labels', labels, splits: 1 });
    expect(halves).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('None of the 1 labelled') },
    });
    const empty = { ...(await openSqliteCaseStore(':memory:')), graph, detect: () => Promise.reject(new Error('no')) };
    const marking = createEvaluateDetection({ openStores: async () => ok(empty) });
    const unmarked = await marking(OPERATOR, { against: 'labels', labels });
    expect(unmarked).toMatchObject({ ok: false, failure: { message: expect.stringContaining('clewline detect') } });
    await empty.close();
  });

  test('who may not run detection may not evaluate a scenario', async () => {
    const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
    expect(await evaluate({ against: 'scenario', marketplaces: [marketplace] }, viewer)).toMatchObject({
      ok: false,
      failure: { code: 'FORBIDDEN' },
    });
    expect(await evaluate({ against: 'truth', truth: marketplace.truth }, viewer)).toMatchObject({ ok: true });
  });

  test('the graph is the one that an import of the written files makes', async () => {
    writeMarketplace(folder, scenario);
    const store = await openGraph();
    const source = createFileRecordSource({ now: clock.now, hashKey: null });
    const rejected: unknown[] = [];
    const newRejectsWriter = () => ({
      write: async (rejects: readonly unknown[]) => void rejected.push(...rejects),
      close: async () => null,
    });
    const imported = await importFiles({ store, source, newRejectsWriter, log: cases.log, clock })(OPERATOR, {
      paths: [folder],
      dryRun: false,
      strict: false,
    });
    expect(imported).toMatchObject({ ok: true });
    expect(rejected).toEqual([]);
    expect(await store.digest()).toBe(await graph.digest());
    await store.close();
  });
});

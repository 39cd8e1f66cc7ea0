import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEDIUM_CAMOUFLAGE, scenarioByName, writeMarketplace } from '../../seed/src/main.ts';
import { readTextFile } from '../../server/src/adapters/local-files.ts';
import { curvePoints } from '../../server/src/application/evaluation/curve-points.ts';
import { evaluateBaseline } from '../../server/src/application/evaluation/evaluate-baseline.ts';
import { evaluateLabels } from '../../server/src/application/evaluation/evaluate-labels.ts';
import { evaluateRings } from '../../server/src/application/evaluation/evaluate-rings.ts';
import { readEvaluationRequest } from '../../server/src/cli/evaluation-input.ts';
import { toEvaluationText } from '../../server/src/cli/evaluation-table.ts';
import type { Runtime } from '../../server/src/cli/runtime.ts';

const runtime = { readTextFile } as Runtime;
const columns = { idColumn: 'id', labelColumn: 'label' };
const folder = mkdtempSync(join(tmpdir(), 'clewline-evaluate-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what to evaluate against', () => {
  beforeAll(() => {
    const small = scenarioByName('small');
    if (!small) throw new Error('no scenario small');
    writeMarketplace(join(folder, 'market'), small);
  });

  test('a scenario by name or size, the medium one by default, from another seed when asked', async () => {
    const named = await readEvaluationRequest(runtime, 'demo', columns);
    expect(named).toMatchObject({
      ok: true,
      value: { against: 'scenario', marketplaces: [{ scenario: { name: 'demo' } }] },
    });
    const sized = await readEvaluationRequest(runtime, 'links-20000', { ...columns, seed: 'mine' });
    expect(sized).toMatchObject({
      ok: true,
      value: { marketplaces: [{ scenario: { name: 'links-20000', seed: 'mine' } }] },
    });
    const usual = await readEvaluationRequest(runtime, undefined, columns);
    expect(usual).toMatchObject({ ok: true, value: { marketplaces: [{ scenario: { name: 'medium' } }] } });
  });

  test('several seeds, and knobs of camouflage over those of the scenario', async () => {
    const options = { ...columns, seeds: 3, camouflage: 'decoys=4,rotation=0.6' };
    const request = await readEvaluationRequest(runtime, 'small', options);
    if (!request.ok || request.value.against !== 'scenario') throw new Error('not chosen');
    const scenarios = request.value.marketplaces.map((marketplace) => marketplace.scenario);
    expect(new Set(scenarios.map(({ seed }) => seed)).size).toBe(3);
    for (const { camouflage } of scenarios)
      expect(camouflage).toMatchObject({ decoys: 4, rotation: 0.6, density: 0.5 });
    for (const camouflage of [
      'decoys',
      'speed=1',
      'rotation=1.5',
      'density=-1',
      'decoys=x',
      'rotation=0x1',
      'decoys=1,decoys=2',
    ]) {
      expect(await readEvaluationRequest(runtime, 'small', { ...columns, camouflage })).toMatchObject({ ok: false });
    }
  });

  test('curves sweep every knob from none to the worst, three seeds a point, through the point of no collapse', async () => {
    const request = await readEvaluationRequest(runtime, 'small', { ...columns, curves: true });
    if (!request.ok || request.value.against !== 'curves') throw new Error('not chosen');
    const { points } = request.value;
    for (const knob of ['decoys', 'rotation', 'density', 'jitterMinutes', 'hijacked'] as const) {
      expect(new Set(points.map(({ camouflage }) => camouflage[knob])).size).toBeGreaterThanOrEqual(4);
    }
    expect(points.find(({ name }) => name === 'decoys 4, rotation 0.6')?.camouflage).toEqual({
      ...MEDIUM_CAMOUFLAGE,
      ...{ decoys: 4, rotation: 0.6 },
    });
    for (const { marketplaces, camouflage } of points) {
      expect(new Set(marketplaces.map(({ scenario }) => scenario.seed)).size).toBe(3);
      for (const { scenario } of marketplaces) expect(scenario.camouflage).toEqual(camouflage);
    }
    const both = { ...columns, curves: true, camouflage: 'decoys=1' } as const;
    expect(await readEvaluationRequest(runtime, 'small', both)).toMatchObject({ ok: false });
  });

  test('an unknown scenario names those there are', async () => {
    expect(await readEvaluationRequest(runtime, 'huge', columns)).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_ARGUMENT', message: expect.stringContaining('demo, small, medium, large, hard') },
    });
  });

  test('two at once are refused', async () => {
    const both = await readEvaluationRequest(runtime, 'demo', { ...columns, truth: folder });
    expect(both).toMatchObject({ ok: false, failure: { code: 'INVALID_ARGUMENT' } });
  });

  test('truth files from the marketplace folder or the truth folder in it', async () => {
    for (const truth of [join(folder, 'market'), join(folder, 'market', 'truth')]) {
      const request = await readEvaluationRequest(runtime, undefined, { ...columns, truth });
      if (!request.ok || request.value.against !== 'truth') throw new Error('not read');
      expect(request.value.truth.rings).toHaveLength(18);
      expect(request.value.truth.innocents).toHaveLength(20);
    }
    const missing = await readEvaluationRequest(runtime, undefined, { ...columns, truth: join(folder, 'nowhere') });
    expect(missing).toMatchObject({ ok: false, failure: { code: 'FILE_UNREADABLE' } });
  });

  test('labels from a plain or a zipped table', async () => {
    const text = 'user,fraud\nu1,1\nu2,0\n';
    writeFileSync(join(folder, 'labels.csv'), text);
    writeFileSync(join(folder, 'labels.csv.gz'), gzipSync(text));
    for (const name of ['labels.csv', 'labels.csv.gz']) {
      const options = { labels: join(folder, name), idColumn: 'user', labelColumn: 'fraud' };
      expect(await readEvaluationRequest(runtime, undefined, options)).toMatchObject({
        ok: true,
        value: { labels: { population: new Set(['u1', 'u2']), flagged: new Set(['u1']) } },
      });
    }
    writeFileSync(join(folder, 'cut.csv.gz'), gzipSync(text).subarray(0, 20));
    const cut = await readEvaluationRequest(runtime, undefined, { ...columns, labels: join(folder, 'cut.csv.gz') });
    expect(cut).toMatchObject({ ok: false, failure: { code: 'FILE_UNREADABLE' } });
  });
});

describe('the table', () => {
  const members = ['a', 'b', 'c'].map((id) => ({ kind: 'Buyer' as const, id }));

  test('says what was found, how it is named and who was wronged', () => {
    const result = evaluateRings(
      [{ severity: 'HIGH', score: 70, confidence: 0.9, members, typologies: [{ code: 'BRUSHING' }] }],
      {
        rings: [{ id: 'r', typology: 'BRUSHING', members }],
        innocents: [{ id: 'i', kind: 'FAMILY', members: [{ kind: 'Buyer', id: 'z' }] }],
      },
    );
    const text = toEvaluationText({ against: 'truth', result, baselines: [] });
    expect(text).toMatch(/^HIGH +1 +1 +1 +1\.000 +1\.000 +1\.000/m);
    expect(text).toMatch(/^BRUSHING +1 +1 +1\.000 +1\.000 +1\.000/m);
    expect(text).toMatch(/^FAMILY +1 +0 +0\.0 % +0\.0 to 79\.3 % +0 +0\.0 % +0\.0 to 79\.3 %$/m);
    expect(text).toContain('average precision 1.000');
    expect(text).toMatch(/^0\.9 to 1\.0 +1 +0\.900 +1\.000/m);
    expect(text).toContain('Brier score 0.010, mean distance 0.100');
    expect(text).toMatch(/^70\.0 to 70\.0 +70\.0 +1 +1\.000/m);
  });

  test('has baselines beside, with all their groups and at their best cut', () => {
    const truth = { rings: [{ id: 'r', typology: 'BRUSHING' as const, members }], innocents: [] };
    const strangers = ['x', 'y', 'z'].map((id) => ({ kind: 'Buyer' as const, id }));
    const found = [
      { members, score: 2 },
      { members: strangers, score: 1 },
    ];
    const result = evaluateRings([{ severity: 'HIGH', score: 70, confidence: 0.9, members, typologies: [] }], truth);
    const baselines = [evaluateBaseline({ name: 'guessing', found }, truth)];
    const text = toEvaluationText({ against: 'truth', result, baselines });
    expect(text).toMatch(/^clewline +MEDIUM +1 +1\.000 +1\.000/m);
    expect(text).toMatch(/^guessing +all +2 +0\.500 +1\.000/m);
    expect(text).toMatch(/^guessing +best +1 +1\.000 +1\.000/m);
  });

  test('of curves has a row a point', () => {
    const truth = { rings: [{ id: 'r', typology: 'BRUSHING' as const, members }], innocents: [] };
    const result = evaluateRings([{ severity: 'MEDIUM', score: 40, confidence: 0.6, members, typologies: [] }], truth);
    const baselines = [evaluateBaseline({ name: 'guessing', found: [{ members, score: 1 }] }, truth)];
    const [point] = curvePoints(MEDIUM_CAMOUFLAGE);
    if (!point) throw new Error('no point');
    const points = [{ ...point, result, baselines }];
    const text = toEvaluationText({ against: 'curves', scenario: 'small', seeds: 3, points });
    expect(text).toContain('scenario small, 3 seeds a point');
    expect(text).toMatch(/^decoys 0 +1\.000 +1\.000 +1\.000 +0\.000 +– +– +– +– +1\.000\/1\.000$/m);
  });

  test('gives lift with its interval', () => {
    const population = new Set(Array.from({ length: 30 }, (_, i) => (i < 3 ? (members[i]?.id ?? '') : `u${i}`)));
    const result = evaluateLabels([{ members }], { population, flagged: new Set(['a']) });
    const text = toEvaluationText({ against: 'labels', result });
    expect(text).toContain('1 of 30 accounts are flagged (3.33 %); 1 rings');
    expect(text).toMatch(/^10 \(only 1\) +3 +1 +33\.3 % +10\.000 +10\.00 to 10\.00$/m);
  });
});

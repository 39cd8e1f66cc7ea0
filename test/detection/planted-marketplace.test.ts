/** Generated marketplaces with planted rings of every typology and planted innocents of every kind. */
import { beforeAll, describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName, type Truth } from '../../seed/src/main.ts';
import { measureReliability } from '../../server/src/application/evaluation/reliability.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { type RingCandidate, SEVERITIES } from '../../server/src/domain/ring.ts';
import { toColumns } from '../support/seed-columns.ts';

type Ref = { readonly kind: string; readonly id: string };
const keysOf = (refs: readonly Ref[]): Set<string> => new Set(refs.map(({ kind, id }) => `${kind}:${id}`));
const commonOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((key) => b.has(key)).length;
const jaccard = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const common = commonOf(a, b);
  return common / (a.size + b.size - common);
};
const atLeast = ({ severity }: RingCandidate, least: 'MEDIUM' | 'HIGH'): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);

describe('a marketplace with medium camouflage', () => {
  const found: { truth: Truth; rings: readonly RingCandidate[] }[] = [];
  beforeAll(() => {
    const demo = scenarioByName('demo');
    if (!demo) throw new Error('no demo scenario');
    for (const seed of [demo.seed, 'another-market']) {
      const { records, truth } = generateMarketplace({ ...demo, seed });
      const { candidates } = detectRings(toColumns(records), DEFAULT_PARAMETERS, { now: () => 0 });
      found.push({ truth, rings: candidates });
    }
  });
  const matches = () =>
    found.flatMap(({ truth, rings }) =>
      truth.rings.map((planted) => {
        const members = keysOf(planted.members);
        return { planted, ring: rings.find((ring) => jaccard(keysOf(ring.members), members) >= 0.5) };
      }),
    );

  it('has four in five of its rings found at MEDIUM or above', () => {
    const all = matches();
    const hits = all.filter(({ ring }) => ring && atLeast(ring, 'MEDIUM'));
    expect(hits.length / all.length).toBeGreaterThanOrEqual(0.8);
  });

  it('names the right typology first for two in three, and in the first three for four in five', () => {
    const hits = matches().flatMap(({ planted, ring }) => (ring ? [{ planted, ring }] : []));
    const rank = ({ planted, ring }: (typeof hits)[number]): number =>
      ring.typologies.findIndex(({ code }) => code === planted.typology);
    expect(hits.filter((hit) => rank(hit) === 0).length / hits.length).toBeGreaterThanOrEqual(0.66);
    expect(hits.filter((hit) => rank(hit) >= 0 && rank(hit) < 3).length / hits.length).toBeGreaterThanOrEqual(0.8);
  });

  it('has no innocent structure at HIGH, and few at any severity', () => {
    const innocents = found.flatMap(({ truth, rings }) =>
      truth.innocents.map((planted) => {
        const members = keysOf(planted.members);
        const rival = rings.filter((ring) => {
          const common = commonOf(keysOf(ring.members), members);
          return common >= 2 && common >= ring.size * 0.5;
        });
        return { kind: planted.kind, severities: rival.map(({ severity }) => severity) };
      }),
    );
    const reported = innocents.filter(({ severities }) => severities.length > 0);
    expect(reported.filter(({ severities }) => severities.includes('HIGH') || severities.includes('CRITICAL'))).toEqual(
      [],
    );
    expect(reported.length / innocents.length).toBeLessThanOrEqual(0.15);
  });

  it('has in its stable rings nobody whom most searches without some of the links leave out', () => {
    const stable = found.flatMap(({ rings }) => rings.filter(({ stability }) => stability?.isStable));
    expect(stable.length).toBeGreaterThan(20);
    const doubtful = stable.flatMap(({ members, stability }) =>
      members.filter(({ confidence }) => confidence < 0.05 * (stability?.returned ?? 0)),
    );
    expect(doubtful).toEqual([]);
  });

  it('is as sure of its rings as they are often real', () => {
    const judged = found.flatMap(({ truth, rings }) => {
      const all = rings.filter(({ members }) => members.length >= 3);
      const { brier, bins } = measureReliability(all, truth.rings);
      expect(brier).toBeLessThan(0.15);
      return bins;
    });
    const meanOf = (of: 'stated' | 'real'): number =>
      judged.reduce((sum, bin) => sum + bin.rings * bin[of], 0) / judged.reduce((sum, { rings }) => sum + rings, 0);
    expect(Math.abs(meanOf('stated') - meanOf('real'))).toBeLessThan(0.1);
  });

  it('has four in five of its rings at HIGH real', () => {
    const high = found.flatMap(({ truth, rings }) =>
      rings
        .filter((ring) => atLeast(ring, 'HIGH'))
        .map((ring) =>
          truth.rings.some(({ members }) => commonOf(keysOf(members), keysOf(ring.members)) >= ring.size * 0.5),
        ),
    );
    expect(high.filter(Boolean).length / high.length).toBeGreaterThanOrEqual(0.8);
  });
});

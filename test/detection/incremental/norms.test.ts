/** A run that holds the norms of a full run over the same data measures everything as that run did. */
import { describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../../seed/src/main.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import { SCOPE } from '../../../server/src/detection/scope.ts';
import { toColumns } from '../../support/seed-columns.ts';

const demo = scenarioByName('demo');
if (!demo) throw new Error('no demo scenario');
const columns = toColumns(generateMarketplace(demo).records);
const full = detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0 });
const restricted = (scope: Uint8Array) =>
  detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0, within: { norms: full.norms, scope } });
const accounts = full.communityOf.length;

describe('with the norms of a full run over the same data', () => {
  it('everything computed again is that run, to the byte', () => {
    expect(full.candidates.length).toBeGreaterThan(10);
    const again = restricted(new Uint8Array(accounts).fill(SCOPE.inside));
    expect(JSON.stringify(again.candidates)).toBe(JSON.stringify(full.candidates));
  });

  it('nothing is found where nobody is inside', () =>
    expect(restricted(new Uint8Array(accounts)).candidates).toEqual([]));

  it('other norms make other rings', () => {
    const { candidates } = detectRings(columns, DEFAULT_PARAMETERS, {
      now: () => 0,
      within: {
        norms: { ...full.norms, acceptedTie: full.norms.acceptedTie / 1e6 },
        scope: new Uint8Array(accounts).fill(SCOPE.inside),
      },
    });
    expect(JSON.stringify(candidates)).not.toBe(JSON.stringify(full.candidates));
  });
});

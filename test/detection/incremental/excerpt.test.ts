/** Computing some accounts from an excerpt of the columns is computing them from all columns, to the byte. */
import { describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioByName } from '../../../seed/src/main.ts';
import { scopeOf, takeExcerpt } from '../../../server/src/detection/incremental/excerpt.ts';
import { readView } from '../../../server/src/detection/incremental/market-view.ts';
import { readOverview } from '../../../server/src/detection/incremental/overview.ts';
import { DEFAULT_PARAMETERS } from '../../../server/src/detection/parameters.ts';
import { detectRings } from '../../../server/src/detection/pipeline.ts';
import { toColumns } from '../../support/seed-columns.ts';
import { seeded } from '../graph/random-graph.ts';

const market = (name: string) => {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const columns = toColumns(generateMarketplace(scenario).records);
  const full = detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0 });
  return { columns, full, view: readView(readOverview(columns), full.norms.clocks.events) };
};

/** The communities of a draw, and a share of everybody else; persons whole. */
function drawInside({ full, view }: ReturnType<typeof market>, share: number, seed: number): Uint8Array {
  const random = seeded(seed);
  const { personOf } = view.population;
  const chosen = new Map<number, boolean>();
  const draw = (key: number): boolean => {
    const known = chosen.get(key) ?? random() < share;
    chosen.set(key, known);
    return known;
  };
  const persons = new Set<number>();
  full.communityOf.forEach((community, account) => {
    if (draw(community < 0 ? -2 - account : community)) persons.add(personOf[account] ?? 0);
  });
  return Uint8Array.from(personOf, (person) => Number(persons.has(person)));
}

describe('of a generated market', () => {
  const here = market('medium');
  it.each([0.05, 0.2, 1])('a draw of %d of the communities', (share) => {
    const { columns, full, view } = here;
    const inside = drawInside(here, share, share * 100);
    // Half of them only to be around the others, but where everything is drawn.
    const half = share === 1 ? inside : drawInside(here, 0.5, 7);
    const marks = { inside, close: inside.map((mark, account) => mark & (half[account] ?? 0)) };
    const excerpt = takeExcerpt(view, marks, { norms: full.norms, parameters: DEFAULT_PARAMETERS });
    const scope = scopeOf(view, marks);
    const whole = detectRings(columns, DEFAULT_PARAMETERS, { now: () => 0, within: { norms: full.norms, scope } });
    const part = detectRings(excerpt.columns, DEFAULT_PARAMETERS, { now: () => 0, within: excerpt.within });
    expect(JSON.stringify(part.candidates)).toBe(JSON.stringify(whole.candidates));
    if (share === 1) expect(JSON.stringify(part.candidates)).toBe(JSON.stringify(full.candidates));
    else expect(excerpt.columns.links.length).toBeLessThan(columns.links.length);
    expect(whole.candidates.length).toBeGreaterThan(0);
  });
});

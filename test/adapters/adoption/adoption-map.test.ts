import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readAdoptionMap } from '../../../server/src/adapters/adoption/adoption-map.ts';
import { nameProblem, quoted } from '../../../server/src/adapters/adoption/foreign-names.ts';
import { prepareEntries } from '../../../server/src/adapters/adoption/reading-entry.ts';

const README = fileURLToPath(new URL('../../../server/src/adapters/adoption/README.md', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clewline-map-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every sentence about a map, without asking a server. */
async function mistakesOf(text: string): Promise<readonly string[]> {
  const path = join(folder, 'm.yaml');
  writeFileSync(path, text);
  try {
    const { map, refuse } = await readAdoptionMap(path);
    const { mistakes } = prepareEntries(map, null);
    return mistakes.length === 0 ? [] : refuse(mistakes).failure.message.split('\n');
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

describe('a map of a foreign graph', () => {
  it('as the README shows it has no mistake', async () => {
    const [example = ''] = /(?<=```yaml\n)[\s\S]*?(?=```)/.exec(readFileSync(README, 'utf8')) ?? [];
    expect(example).toContain('label: Customer');
    expect(await mistakesOf(example)).toEqual([]);
  });

  it('tells all mistakes of its grammar at once, and a password is one', async () => {
    const map = `server: { url: bolt://h, password: geheim }
nodes:
  - label: "a\\\\b"
    entities:
      - { kind: Buyer, shoe: x }
relationships:
  - { typ: X }`;
    const told = await mistakesOf(map);
    expect(told.join('\n')).toMatch(/line 1: server: there is no setting password/);
    expect(told.join('\n')).toMatch(/line 3: nodes\[0\]\.label: expected a name without a backslash/);
    expect(told.join('\n')).toMatch(/line 5: nodes\[0\]\.entities\[0\]: there is no setting shoe/);
    expect(told.join('\n')).toMatch(/line 7: relationships\[0\]/);
    expect(told.join('\n')).not.toContain('geheim');
    expect(await mistakesOf('zone: Europe/Vienna')).toEqual([expect.stringMatching(/needs nodes or relationships/)]);
  });

  it('tells all mistakes of its templates at once', async () => {
    const map = `nodes:
  - label: A
    updated: changed
    entities:
      - { kind: Byer, id: { hash: [x] } }
      - { kind: Buyer, id: { hash: all } }
    links:
      - { type: HAS_FONE, from: { kind: Buyer, id: x }, to: { kind: Fone, id: x } }
    events:
      - { type: ORDR, id: x, from: { kind: Buyer, id: x }, to: { kind: Seller, id: x }, at: { column: x, date: dd } }
  - label: B
relationships:
  - { type: R, entities: [{ kind: Buyer, id: { path: "from.tags[0]" } }] }`;
    const told = (await mistakesOf(map)).join('\n');
    for (const sentence of [
      /line 5: nodes\[0\]\.entities\[0\]: there is no kind Byer/,
      /line 5: .*hash must name changed too/,
      /line 6: .*hash: all is for files/,
      /line 8: .*there is no link type HAS_FONE/,
      /line 8: .*there is no kind Fone/,
      /line 10: .*there is no event type ORDR/,
      /line 10: .*has no year/,
      /line 11: nodes\[1\]: makes no entities, links or events/,
      /line 13: .*the path from\.tags\[0\] leads into an end/,
    ]) {
      expect(told).toMatch(sentence);
    }
  });
});

describe('a name in a statement', () => {
  it('stands in backticks, of which its own are doubled', () => {
    expect(quoted('full name')).toBe('`full name`');
    expect(quoted('a`) DETACH DELETE n //')).toBe('`a``) DETACH DELETE n //`');
  });

  it.each(['', 'a\\u0060', 'line\nbreak', 'nul\u0000', 'half \ud800', 'x'.repeat(201), 'line\u2028'])(
    'is refused where no quoting makes it safe: %j',
    (name) => {
      expect(nameProblem(name)).not.toBeNull();
      expect(() => quoted(name)).toThrow(RangeError);
    },
  );
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clewline-lint-'));
cpSync(join(repository, '.biome.json'), join(folder, '.biome.json'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the real lint settings say of one planted file, in a tree that holds nothing else. */
function lint(path: string, code: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  const run = spawnSync(join(repository, 'node_modules/.bin/biome'), ['lint', path], { cwd: folder, encoding: 'utf8' });
  rmSync(file);
  return run.stdout + run.stderr;
}
const importing = (specifier: string): string => `import { x } from '${specifier}';\nexport const y = x;\n`;

describe('lint keeps the direction of the house', () => {
  const violations: readonly [room: string, specifier: string][] = [
    ['server/src/domain/planted.ts', '../application/ports/clock.ts'],
    ['server/src/domain/planted.ts', '../detection/columns.ts'],
    ['server/src/domain/planted.ts', 'node:fs'],
    ['server/src/detection/graph/planted.ts', '../../application/ports/clock.ts'],
    ['server/src/detection/planted.ts', '../adapters/clock.ts'],
    ['server/src/application/planted.ts', '../adapters/clock.ts'],
    ['server/src/application/planted.ts', '../graphql/schema.ts'],
    ['server/src/graphql/rings/planted.ts', '../../adapters/clock.ts'],
    ['server/src/graphql/rings/planted.ts', '../../detection/pipeline.ts'],
    ['server/src/adapters/sqlite/planted.ts', '../../graphql/schema.ts'],
    ['server/src/cli/planted.ts', '../adapters/clock.ts'],
    ['web/src/views/planted.ts', '../../../server/src/domain/result.ts'],
  ];
  it.each(violations)('%s may not import %s', (room, specifier) => {
    expect(lint(room, importing(specifier))).toContain('noRestrictedImports');
  });

  const allowed: readonly [room: string, specifier: string][] = [
    ['server/src/domain/planted.ts', './result.ts'],
    ['server/src/detection/planted.ts', '../domain/ring.ts'],
    ['server/src/application/planted.ts', '../detection/pipeline.ts'],
    ['server/src/graphql/rings/planted.ts', '../../application/show-ring.ts'],
    ['server/src/adapters/sqlite/planted.ts', '../../application/ports/graph-store.ts'],
    ['server/src/compose.ts', './adapters/clock.ts'],
  ];
  it.each(allowed)('%s may import %s', (room, specifier) => {
    expect(lint(room, importing(specifier))).not.toContain('noRestrictedImports');
  });
});

describe('lint keeps the style of the house', () => {
  const mistakes: readonly [rule: string, code: string][] = [
    ['noExplicitAny', 'export const a: any = 1;\n'],
    ['noNonNullAssertion', 'export const a = (b: string | null): string => b!;\n'],
    ['noEnum', 'export enum A { b }\n'],
    ['noDefaultExport', 'export default 1;\n'],
    ['noProcessEnv', 'export const a = process.env.HOME;\n'],
    ['noConsole', "console.log('a');\n"],
    ['noExcessiveLinesPerFile', `${Array.from({ length: 260 }, (_, i) => `export const a${i} = ${i};`).join('\n')}\n`],
    ['noExcessiveLinesPerFunction', `export function a(): void {\n${'  b();\n'.repeat(45)}}\nfunction b(): void {}\n`],
  ];
  it.each(mistakes)('%s fires on a planted mistake', (rule, code) => {
    expect(lint('server/src/domain/planted.ts', code)).toContain(rule);
  });

  it('file names are kebab-case', () => {
    expect(lint('server/src/domain/PlantedName.ts', 'export const a = 1;\n')).toContain('useFilenamingConvention');
  });
});

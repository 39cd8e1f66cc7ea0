import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../web/dist/', import.meta.url));
const MANIFEST = `${DIST}.vite/manifest.json`;
const BUDGET_BYTES = 260 * 1_000;

type Chunk = { readonly file: string; readonly imports?: readonly string[]; readonly isEntry?: true };
type Manifest = Readonly<Record<string, Chunk>>;

/** The entry and everything it imports at once; what is imported later comes with the page that needs it. */
function firstLoad(manifest: Manifest): ReadonlySet<string> {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(name);
  return files;
}

describe.skipIf(!existsSync(MANIFEST))(
  'the first load (skipped where web/dist is not built: pnpm --filter web build)',
  () => {
    const manifest = existsSync(MANIFEST) ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest) : {};
    const files = firstLoad(manifest);

    it('is at most 260 kB of script, gzipped', () => {
      const bytes = [...files].map((file) => gzipSync(readFileSync(DIST + file)).length);
      expect(bytes.length).toBeGreaterThan(0);
      expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES);
    });

    it('holds no renderer: the canvas comes in its own chunk', () => {
      const script = [...files].map((file) => readFileSync(DIST + file, 'utf8')).join('');
      expect(script).not.toMatch(/graphology|createShader|forceatlas2/i);
    });

    it('keeps the page free of inline script, as the content policy demands', () => {
      const page = readFileSync(`${DIST}index.html`, 'utf8');
      expect(page.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
      expect(page).not.toMatch(/\son[a-z]+=/);
    });
  },
);

/**
 * What a test starts as a process of its own, bundled first: a loader that turns it module by module takes longer than
 * most such children live. Not for one that starts threads from source.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** Beside the server's packages, which stay outside and are found from there. Git ignores it. */
const FOLDER = fileURLToPath(new URL('../../server/node_modules/.cache/children/', import.meta.url));

/** What is read from beside a module is beside its source. */
const placedAtSource: Plugin = {
  name: 'placed at source',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
    }),
};

/** The path of a program for `node`. */
export async function bundleChild(source: URL): Promise<string> {
  // One a process: test files side by side may start the same child.
  const outfile = join(FOLDER, `${basename(source.pathname, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(source)],
    ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', target: 'node20' },
    ...{ outfile, plugins: [placedAtSource], logLevel: 'warning' },
  });
  return outfile;
}

/** `pnpm bench NAME [arguments]`: runs test/bench/NAME.bench.ts and prints its figures. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);
const file = `${folder}${name}.bench.ts`;

if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(folder)
    .filter((entry) => entry.endsWith('.bench.ts'))
    .map((entry) => entry.slice(0, -'.bench.ts'.length));
  console.error(`usage: pnpm bench ${names.join(' | ')}`);
  process.exit(2);
}
const bench: { run: (args: readonly string[]) => Promise<void> } = await import(pathToFileURL(file).href);
await bench.run(rest);

/**
 * Builds server and web on first use and after a change. A stamp holds a hash of names, sizes and times of all
 * sources, so the usual start costs one walk over a few hundred files. A lock folder lets one process build while
 * others wait; a lock whose owner is gone is taken over.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUTPUT = join(ROOT, 'server/dist');
const LOCK = join(OUTPUT, '.lock');
const OWNER_GRACE_MS = 5_000;

const SERVER = {
  name: 'server',
  sources: [
    'tsconfig.base.json',
    'server/tsconfig.json',
    'server/package.json',
    'server/src',
    'seed/tsconfig.json',
  ].concat(['seed/package.json', 'seed/src', 'pnpm-lock.yaml']),
  result: 'server/dist/main.js',
  tool: { module: 'typescript/package.json', from: 'package.json', bin: 'tsc', args: ['-b', 'server'], folder: '.' },
};
const WEB = {
  name: 'web',
  sources: ['web/package.json', 'web/index.html', 'web/vite.config.ts', 'web/src', 'web/public', 'pnpm-lock.yaml'],
  result: 'web/dist/index.html',
  tool: { module: 'vite/package.json', from: 'web/package.json', bin: 'vite', args: ['build'], folder: 'web' },
};

/** True when the program can start. A web that cannot be built is said and does not stop the rest. */
export function buildWhatIsStale({ needsWeb }) {
  if (!buildPart(SERVER)) return false;
  if (needsWeb) buildPart(WEB);
  return true;
}

function buildPart(part) {
  // Where only what was built was installed, nothing can have changed.
  if (!existsSync(join(ROOT, 'server/src'))) return existsSync(join(ROOT, part.result));
  if (isFresh(part)) return true;
  takeLock();
  try {
    return isFresh(part) || runBuild(part);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

const stampFile = (part) => join(OUTPUT, `.stamp-${part.name}`);

function isFresh(part) {
  const stamp = stampFile(part);
  return existsSync(join(ROOT, part.result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(part);
}

function fingerprint(part) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of part.sources) addToHash(hash, join(ROOT, source));
  return hash.digest('hex');
}

function addToHash(hash, path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) {
    for (const name of readdirSync(path).sort()) addToHash(hash, join(path, name));
  } else if (stat) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
}

function runBuild(part) {
  const before = fingerprint(part);
  process.stderr.write(`Building the ${part.name} …\n`);
  const { module, from, bin, args, folder } = part.tool;
  const tool = findTool({ module, from, bin });
  if (tool === null) {
    process.stderr.write(`The ${part.name} cannot be built: ${bin} is not installed. Run: npx pnpm@12.21.0 install\n`);
    return false;
  }
  // Whatever the caller runs in, what is served is the build for production: another one is several times slower.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = spawnSync(process.execPath, [tool, ...args], { cwd: join(ROOT, folder), env, encoding: 'utf8' });
  const emitted = existsSync(join(ROOT, part.result));
  if (build.status !== 0) {
    const outcome = emitted ? 'has errors in its sources and is started as it is' : 'could not be built';
    process.stderr.write(`${build.stdout}${build.stderr}The ${part.name} ${outcome}.\n`);
  }
  // The compiler writes its output in spite of type errors; they are told once, then the next change is awaited.
  if (emitted) writeFileSync(stampFile(part), before);
  return emitted;
}

function findTool({ module, from, bin }) {
  try {
    const manifest = createRequire(join(ROOT, from)).resolve(module);
    return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin[bin]);
  } catch {
    return null;
  }
}

function takeLock() {
  mkdirSync(OUTPUT, { recursive: true });
  let told = false;
  while (!tryLock()) {
    if (!told) process.stderr.write('Waiting for another process that is building …\n');
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function tryLock() {
  try {
    mkdirSync(LOCK);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeAbandonedLock();
    return false;
  }
  writeFileSync(join(LOCK, 'owner'), String(process.pid));
  return true;
}

function removeAbandonedLock() {
  if (!isAbandoned()) return;
  const aside = `${LOCK}-${process.pid}`;
  try {
    // Only one of several waiting processes can move it away.
    renameSync(LOCK, aside);
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

function isAbandoned() {
  const owner = join(LOCK, 'owner');
  if (!existsSync(owner)) {
    const stat = statSync(LOCK, { throwIfNoEntry: false });
    return stat !== undefined && Date.now() - stat.mtimeMs > OWNER_GRACE_MS;
  }
  try {
    process.kill(Number(readFileSync(owner, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

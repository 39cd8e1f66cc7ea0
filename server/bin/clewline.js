#!/usr/bin/env node
/** The command line: builds what is stale (nothing, most of the time), then hands over to the built program. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`clewline needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}

// Node 22 calls its SQLite experimental on every start; we test on it, and users cannot act on the line.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).includes('SQLite is an experimental feature')) emitWarning(warning, ...rest);
};

const { buildWhatIsStale } = await import('./build.js');
const command = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
const needsWeb = command === 'serve' && !process.argv.includes('--help') && !process.argv.includes('-h');
if (buildWhatIsStale({ needsWeb })) await import('../dist/main.js');
else process.exitCode = 1;

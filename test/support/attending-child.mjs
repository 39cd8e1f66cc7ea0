/** A program that does what standing-child.ts starts programs for: with `attend` it runs one command after another. */
import { register } from 'tsx/esm/api';

register();
const { attend } = await import('../../server/src/adapters/attending.ts');

const { signal, abort } = (() => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
})();
process.on('SIGTERM', abort);
process.once('disconnect', abort);
process.channel?.unref();

let runs = 0;
const commands = {
  count: async () => {
    runs++;
    process.stderr.write(`stage run ${runs} of ${process.pid}\n`);
    return 0;
  },
  fail: async () => {
    process.stderr.write('stage before it fails\nNothing to do it with.\n');
    return 1;
  },
  hang: async () => {
    process.stderr.write('stage hanging\n');
    const awake = setInterval(() => {}, 1000);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    clearInterval(awake);
    return 130;
  },
};
const run = ([name]) => commands[name]();

const args = process.argv.slice(2);
process.exitCode = args[0] === 'attend' ? await attend(run, signal) : await run(args);

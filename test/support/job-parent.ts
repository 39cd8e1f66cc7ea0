/** A server as its job sees it: runs `clewline detect` in a process of its own, and is there to be killed. */
import { runChildJob } from '../../server/src/adapters/child-job.ts';

const [script = ''] = process.argv.slice(2);
const { signal } = new AbortController();
// Without stages: a job that says something dies of having no reader, whether or not it looks for its server.
const outcome = await runChildJob({ script, args: ['detect', '--json'] }, { signal, onStage: () => {} });
process.stdout.write(JSON.stringify(outcome));

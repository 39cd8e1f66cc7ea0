import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';
import { SkipReporter } from './support/skip-reporter.ts';

/**
 * Rooms whose tests leave nothing behind in their process: its modules are loaded once for all of their files. The others
 * hold a page, a server, or doubles that count what a whole file does.
 */
const TOGETHER = '{adapters/{files,http,sql,sqlite,threads,webhooks},application,config,detection,domain,graphql,seed}';
const root = fileURLToPath(new URL('..', import.meta.url));
const resolve = {
  alias: [
    // graphql ships each module twice; packages load the CommonJS one, and two copies refuse each other's schemas.
    { find: /^graphql$/, replacement: 'graphql/index.js' },
    // From source, so that tests need no build of the generator.
    { find: /^@clewline\/seed$/, replacement: fileURLToPath(new URL('../seed/src/main.ts', import.meta.url)) },
  ],
};
const workers = { pool: 'forks', maxWorkers: 2 } as const;
const limits = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  root,
  test: {
    ...workers,
    globalSetup: ['test/support/neo4j/global-setup.ts'],
    reporters: ['default', new SkipReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        root,
        resolve,
        test: {
          ...{ ...workers, ...limits, name: 'apart' },
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [`test/${TOGETHER}/**`],
        },
      },
      {
        root,
        resolve,
        test: { ...workers, ...limits, name: 'together', include: [`test/${TOGETHER}/**/*.test.ts`], isolate: false },
      },
    ],
  },
});

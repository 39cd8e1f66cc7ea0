import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';
import { SkipReporter } from './support/skip-reporter.ts';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: {
    alias: [
      // graphql ships each module twice; packages load the CommonJS one, and two copies refuse each other's schemas.
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // From source, so that tests need no build of the generator.
      { find: /^@clewline\/seed$/, replacement: fileURLToPath(new URL('../seed/src/main.ts', import.meta.url)) },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/neo4j/global-setup.ts'],
    reporters: ['default', new SkipReporter()],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});

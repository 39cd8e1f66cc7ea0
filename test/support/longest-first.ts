import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes each. Begun last, one of them would run alone at the end; two that want the same server stand apart. */
const LONGEST = [
  'test/contract/neo4j-graph-store.test.ts',
  'test/detection/stability.test.ts',
  'test/contract/neo4j-against-sqlite.test.ts',
  'test/e2e/on-neo4j.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

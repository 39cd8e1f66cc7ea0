import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes each. Begun last, one of them would run alone at the end; two that want the same server stand apart. */
const LONGEST = [
  'test/contract/neo4j-graph-store.test.ts',
  'test/detection/stability.test.ts',
  'test/contract/neo4j-against-sqlite.test.ts',
  'test/e2e/on-neo4j.test.ts',
];

/** Files of a kind stand in one row: a process is handed on only to the next file, where that is of its kind. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = LONGEST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    const ordered = [...first, ...sorted.filter((file) => !first.includes(file))];
    const isApart = ({ project }: TestSpecification): boolean => project.config.isolate;
    return [...ordered.filter(isApart), ...ordered.filter((file) => !isApart(file))];
  }
}

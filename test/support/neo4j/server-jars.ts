/** The server's own jars from Maven Central, fetched once into a cache folder that Git ignores. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Neo4jVersion } from './versions.ts';

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/neo4j', import.meta.url));
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const LONGEST_MS = 300_000;

export const jarFolder = (version: Neo4jVersion): string => join(CACHE, version);
export const hasJars = (version: Neo4jVersion): boolean => existsSync(jarFolder(version));

/** Several runs may fetch at once: each into a folder of its own, and the first to finish is kept. */
export async function fetchJars(version: Neo4jVersion): Promise<void> {
  if (hasJars(version)) return;
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    await writeFile(join(folder, 'pom.xml'), toPom(version));
    const jars = join(folder, 'jars');
    const goal = [
      '-B',
      '-q',
      '-f',
      join(folder, 'pom.xml'),
      COPY,
      '-DincludeScope=runtime',
      `-DoutputDirectory=${jars}`,
    ];
    await promisify(execFile)('mvn', goal, { cwd: dirname(CACHE), timeout: LONGEST_MS });
    await rename(jars, jarFolder(version));
  } catch (error) {
    if (!hasJars(version)) throw new Error(`Maven could not fetch Neo4j ${version}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Left out is a test library of the server that was never published. */
const toPom = (version: Neo4jVersion): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>clewline</groupId>
  <artifactId>neo4j-for-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>${version}</version>
      <exclusions>
        <exclusion><groupId>org.neo4j</groupId><artifactId>log-test-utils</artifactId></exclusion>
      </exclusions>
    </dependency>
  </dependencies>
</project>
`;

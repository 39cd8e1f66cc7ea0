/** The servers the tests run against: the long-term line and the current one, each with the Java it was made for. */
export type Neo4jVersion = '5.26.12' | '2026.05.0' | '5.20.0';

export const NEO4J_VERSIONS = ['5.26.12', '2026.05.0'] as const satisfies readonly Neo4jVersion[];
/** Refused for its age, by tests. */
export const TOO_OLD_NEO4J: Neo4jVersion = '5.20.0';

export const leastJava = (version: Neo4jVersion): number => (version.startsWith('5.') ? 17 : 21);

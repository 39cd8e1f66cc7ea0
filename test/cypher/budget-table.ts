/** The table of cypher/README.md, of the statements' headers. */
import type { Statement } from '../../server/src/adapters/neo4j/catalogue.ts';

export function budgetTable(statements: readonly Statement[]): string {
  const counted = statements.filter(({ hits }) => hits !== null);
  const rows = counted.map(({ name, hits, purpose }) => [`\`${name}\``, String(hits), purpose] as const);
  const header = ['statement', 'db hits', 'what for'] as const;
  const width = (column: 0 | 1 | 2): number => Math.max(...[header, ...rows].map((row) => row[column].length));
  const widths = [width(0), width(1), width(2)] as const;
  const line = ([name, hits, purpose]: readonly [string, string, string]): string =>
    `| ${name.padEnd(widths[0])} | ${hits.padStart(widths[1])} | ${purpose.padEnd(widths[2])} |`;
  const rule = `| ${'-'.repeat(widths[0])} | ${'-'.repeat(widths[1] - 1)}: | ${'-'.repeat(widths[2])} |`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}

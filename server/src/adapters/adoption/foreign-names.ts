/**
 * Names of somebody else's labels, types and properties, as Cypher wants them. They come from a file and go into the
 * text of a statement, for Cypher takes no parameters there: quoted, and those that no quoting makes safe refused.
 */
const LONGEST = 200;

/** What was expected of a name; null where it may be used. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'expected a name that is not empty';
  if ([...name].length > LONGEST) return `expected a name of at most ${LONGEST} characters`;
  // Cypher 5 reads \u0060 as a backtick before it looks for the end of a quoted name.
  if (name.includes('\\')) return 'expected a name without a backslash';
  if (/\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/u.test(name)) return 'expected a name without control characters';
  return null;
}

/** Within backticks, of which one in the name is doubled. Throws for a name that `nameProblem` refuses. */
export function quoted(name: string): string {
  const problem = nameProblem(name);
  if (problem !== null) throw new RangeError(`the name ${JSON.stringify(name)}: ${problem}`);
  return `\`${name.replaceAll('`', '``')}\``;
}

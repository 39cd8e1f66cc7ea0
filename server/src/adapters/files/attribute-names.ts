/** The attribute names one import brings: each is checked once, and there are at most so many different ones. */
import { ATTRIBUTE_NAMES, attributeNameProblem } from './record-fields.ts';

export class AttributeNames {
  private readonly names = new Set<string>();

  /** Null when the name may be kept, else what was expected. */
  admit(name: string): string | null {
    if (this.names.has(name)) return null;
    const problem = attributeNameProblem(name);
    if (problem !== null) return problem;
    if (this.names.size >= ATTRIBUTE_NAMES) return `at most ${ATTRIBUTE_NAMES} different attribute names`;
    this.names.add(name);
    return null;
  }
}

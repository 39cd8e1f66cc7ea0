/**
 * Walks what an operation selects, with fragments in place. Each fragment is measured once and reused, so a document
 * whose fragments multiply each other costs no more than its own length; a fragment within itself counts nothing here
 * (another rule refuses it).
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Measure = {
  /** What a field amounts to, given what its own selections amount to. */
  field(node: FieldNode, inside: number): number;
  /** What a selection set amounts to. */
  combine(parts: readonly number[]): number;
  /** Added for a fragment, named or inline, around what it selects. */
  spread?(node: SelectionNode, inside: number): number;
};

export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode, measure: Measure): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();

  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const value = fragment ? ofSet(fragment.selectionSet) : 0;
    known.set(name, value);
    return value;
  };
  const ofSelection = (node: SelectionNode): number => {
    if (node.kind === Kind.FIELD) return measure.field(node, node.selectionSet ? ofSet(node.selectionSet) : 0);
    const inside = node.kind === Kind.INLINE_FRAGMENT ? ofSet(node.selectionSet) : ofFragment(node.name.value);
    return measure.spread?.(node, inside) ?? inside;
  };
  const ofSet = (set: SelectionSetNode): number => measure.combine(set.selections.map(ofSelection));
  return ofSet(operation.selectionSet);
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

export const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
export const largest = (parts: readonly number[]): number => parts.reduce((most, part) => Math.max(most, part), 0);

/** Only __schema, __type and __typename at the root, through any fragments. */
export function isPureIntrospection(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  return rootFieldNames(document, operation).every((name) => name.startsWith('__'));
}

export function rootFieldNames(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const namesIn = (set: SelectionSetNode): readonly string[] =>
    set.selections.flatMap((node): readonly string[] => {
      if (node.kind === Kind.FIELD) return [node.name.value];
      if (node.kind === Kind.INLINE_FRAGMENT) return namesIn(node.selectionSet);
      if (seen.has(node.name.value)) return [];
      seen.add(node.name.value);
      const fragment = fragments.get(node.name.value);
      return fragment ? namesIn(fragment.selectionSet) : [];
    });
  return namesIn(operation.selectionSet);
}

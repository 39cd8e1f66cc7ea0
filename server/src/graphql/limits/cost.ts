/**
 * The cost of an operation, at most 5,000: what it asks to be read plus what it asks to be written out.
 *
 *   selection: as graphql-armor counts it. A leaf is 1; a field with selections is 2 + 1.5 × what is inside. It grows
 *              with nesting and does not look at lists: it bounds the text of the query.
 *   work:      each field that reads a store costs its `reads` (cost-table.ts) for every time it is resolved, and each
 *              object in the answer costs 0.05. How often a field is resolved is the product of the sizes of the lists
 *              above it: `first` or `limit` as given, a usual size where a list has no argument.
 *
 * So one picture of 1,000 entities with all fields costs about 1,000; a ring's page about 1,500; a hundred rings with
 * a hundred members each, looked up one by one, more than is allowed. Introspection costs 1 a field.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { refuse } from '../errors.ts';
import { LIMITS } from './bounds.ts';
import type { ArgumentValues } from './check-arguments.ts';
import { FIELD_COSTS, type FieldCost } from './cost-table.ts';
import { fragmentsOf } from './selections.ts';

const DEPTH_FACTOR = 1.5;
const OBJECT_WRITTEN = 0.05;

type Cost = { readonly selection: number; readonly work: number };
const FREE: Cost = { selection: 0, work: 0 };

type Costing = {
  readonly schema: GraphQLSchema;
  readonly variables: ArgumentValues;
  readonly fragments: ReturnType<typeof fragmentsOf>;
  readonly known: Map<string, Cost>;
};
export type CostedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: ArgumentValues;
};

export function checkCost(schema: GraphQLSchema, costed: CostedOperation): GraphQLError | null {
  const cost = costOf(schema, costed);
  if (cost <= LIMITS.cost) return null;
  const advice = 'ask for fewer things at a time, or fewer fields of each';
  return refuse('LIMIT_EXCEEDED', `The query would cost ${Math.round(cost)}; the limit is ${LIMITS.cost}: ${advice}.`);
}

export function costOf(schema: GraphQLSchema, { document, operation, variables }: CostedOperation): number {
  const costing: Costing = { schema, variables, fragments: fragmentsOf(document), known: new Map() };
  const root = schema.getRootType(operation.operation);
  const { selection, work } = costOfSet(costing, operation.selectionSet, root ?? undefined);
  return selection + work;
}

function costOfSet(costing: Costing, set: SelectionSetNode, parent: GraphQLNamedType | undefined): Cost {
  return set.selections.map((node) => costOfSelection(costing, node, parent)).reduce(add, FREE);
}

const add = (a: Cost, b: Cost): Cost => ({ selection: a.selection + b.selection, work: a.work + b.work });

function costOfSelection(costing: Costing, node: SelectionNode, parent: GraphQLNamedType | undefined): Cost {
  if (node.kind === Kind.FIELD) return costOfField(costing, node, parent);
  if (node.kind === Kind.FRAGMENT_SPREAD) return costOfFragment(costing, node.name.value);
  const type = node.typeCondition ? costing.schema.getType(node.typeCondition.name.value) : parent;
  return costOfSet(costing, node.selectionSet, type);
}

/** A fragment within itself counts nothing here; validation refuses it. */
function costOfFragment(costing: Costing, name: string): Cost {
  const before = costing.known.get(name);
  if (before) return before;
  costing.known.set(name, FREE);
  const fragment = costing.fragments.get(name);
  const type = fragment && costing.schema.getType(fragment.typeCondition.name.value);
  const cost = fragment ? costOfSet(costing, fragment.selectionSet, type) : FREE;
  costing.known.set(name, cost);
  return cost;
}

function costOfField(costing: Costing, node: FieldNode, parent: GraphQLNamedType | undefined): Cost {
  if (!node.selectionSet && !parent) return { selection: 1, work: 0 };
  const definition = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (node.name.value.startsWith('__') || !definition) return costOfUnknown(costing, node);
  const entry = FIELD_COSTS[`${parent?.name}.${node.name.value}`];
  const values: ArgumentValues =
    entry && definition.args.length > 0 ? getArgumentValues(definition, node, costing.variables) : {};
  const reads = amountOf(entry?.reads, values, 0);
  if (!node.selectionSet) return { selection: 1, work: reads };
  const inside = costOfSet(costing, node.selectionSet, getNamedType(definition.type));
  const size = amountOf(entry?.size, values, 1);
  return { selection: 2 + DEPTH_FACTOR * inside.selection, work: reads + size * (OBJECT_WRITTEN + inside.work) };
}

/** Introspection, and fields of interfaces: what is inside, without growth. */
function costOfUnknown(costing: Costing, node: FieldNode): Cost {
  const inside = node.selectionSet ? costOfSet(costing, node.selectionSet, undefined) : FREE;
  return { selection: 1 + inside.selection, work: inside.work };
}

function amountOf(entry: FieldCost['reads'], values: ArgumentValues, usual: number): number {
  if (entry === undefined) return usual;
  return typeof entry === 'number' ? entry : entry(values);
}

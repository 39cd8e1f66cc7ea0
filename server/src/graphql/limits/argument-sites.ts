/** Every place in a document where a field is given arguments, found once for each document. */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export type ArgumentSite = {
  /** The field's name, as a person wrote it: `rings`. */
  readonly field: string;
  /** With the type it is of: `Query.rings`. */
  readonly coordinate: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
};

const known = new WeakMap<DocumentNode, readonly ArgumentSite[]>();

export function argumentSites(schema: GraphQLSchema, document: DocumentNode): readonly ArgumentSite[] {
  const before = known.get(document);
  if (before) return before;
  const sites: ArgumentSite[] = [];
  const types = new TypeInfo(schema);
  const collect = (node: FieldNode): undefined => {
    const definition = types.getFieldDef();
    if (!definition || definition.args.length === 0) return;
    const coordinate = `${types.getParentType()?.name}.${definition.name}`;
    sites.push({ field: node.name.value, coordinate, definition, node });
  };
  visit(document, visitWithTypeInfo(types, { Field: collect }));
  known.set(document, sites);
  return sites;
}

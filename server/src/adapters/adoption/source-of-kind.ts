/** Where accounts of a kind stand in the foreign graph: for whoever looks from a note to the node it speaks of. */
import type { EntityKind } from '../../domain/ontology.ts';
import type { AdoptionMap } from './adoption-map.ts';

/** Label and property; null where the map makes the id of more than one property, or takes the kind from several labels. */
export type SourceOfKind = (kind: EntityKind) => { readonly label: string | null; readonly property: string | null };

const UNKNOWN = { label: null, property: null };

export function sourceOfKinds({ nodes }: AdoptionMap): SourceOfKind {
  const found = nodes.flatMap(({ label, entities }) =>
    entities.flatMap(({ kind, id, each }) => {
      if (!('value' in kind) || each !== undefined) return [];
      const isPlain = 'column' in id && Object.keys(id).length === 1;
      return [{ kind: kind.value, source: isPlain ? { label, property: id.column ?? null } : UNKNOWN }];
    }),
  );
  return (kind) => {
    const sources = found.filter((one) => one.kind === kind);
    return sources.length === 1 ? (sources[0]?.source ?? UNKNOWN) : UNKNOWN;
  };
}

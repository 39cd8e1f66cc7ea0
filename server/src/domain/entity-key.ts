/** One text for one entity: what maps and sets are keyed by. */
import type { EntityKind } from './ontology.ts';
import type { EntityRef } from './records.ts';

export const entityKey = ({ kind, id }: EntityRef): string => `${kind}:${id}`;

/** Of a text that `entityKey` made. */
export function refOfKey(key: string): EntityRef {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as EntityKind, id: key.slice(colon + 1) };
}

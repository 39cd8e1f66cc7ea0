/** In which types of event a group used some identifiers of one kind: what stands at the far end, or is referred to. */
import {
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_TYPE_LIST,
  type EventType,
} from '../domain/ontology.ts';
import { type GraphColumns, namesAny } from './columns.ts';

export type Uses = (kind: EntityKind, entities: readonly number[], events: readonly number[]) => EventType[];

/** Keeps one column of marks for all its calls; references that no event makes are never looked at. */
export function createUses({ entities, events }: GraphColumns): Uses {
  const isNamed = new Uint8Array(entities.length);
  const isUsed = new Uint8Array(EVENT_TYPE_LIST.length);
  const inUse = EVENT_REFERENCE_LIST.filter((name) => namesAny(events.references[name]));
  const referencesTo = (kind: EntityKind): Int32Array[] =>
    inUse.flatMap((name) => (EVENT_REFERENCES[name].kind === kind ? (events.references[name] ?? []) : []));
  const endsOf = new Map<EntityKind, readonly Int32Array[]>();
  const endsFor = (kind: EntityKind): readonly Int32Array[] => {
    const ends = endsOf.get(kind) ?? [events.to, ...referencesTo(kind)];
    endsOf.set(kind, ends);
    return ends;
  };

  return (kind, named, own) => {
    for (const entity of named) isNamed[entity] = 1;
    for (const end of endsFor(kind)) {
      for (const event of own) if (isNamed[end[event] ?? -1] === 1) isUsed[events.type[event] ?? 0] = 1;
    }
    for (const entity of named) isNamed[entity] = 0;
    const types = EVENT_TYPE_LIST.filter((_, code) => isUsed[code] === 1);
    isUsed.fill(0);
    return types;
  };
}

/**
 * What rings name and say over and over, each kept once: a ring names its few members and identifiers in all it tells,
 * and thousands of rings tell the same in the same words. Detached from what it was put together of, too.
 */
import { ENTITY_KIND_LIST } from '../domain/ontology.ts';
import type { EntityRef } from '../domain/records.ts';
import type { GraphColumns } from './columns.ts';

export type KeptOnce = {
  /** Position in the entity columns → how a ring names it. */
  readonly refOf: (entity: number) => EntityRef;
  readonly sentence: (text: string) => string;
  /** What was told before is told no more. */
  readonly forget: () => void;
};

export function createKeptOnce({ entities }: GraphColumns): KeptOnce {
  const refs = new Map<number, EntityRef>();
  const sentences = new Map<string, string>();
  return {
    refOf: (entity) => keep(refs, entity, () => toRef(entity)),
    sentence: (text) => keep(sentences, text, () => text),
    forget: () => {
      refs.clear();
      sentences.clear();
    },
  };

  function toRef(entity: number): EntityRef {
    return {
      kind: ENTITY_KIND_LIST[entities.kind[entity] ?? 0] ?? 'Buyer',
      id: entities.id.at(entity) ?? '',
    };
  }
}

function keep<Key, Kept>(known: Map<Key, Kept>, key: Key, make: () => Kept): Kept {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

/** A reader over a graph written out by hand, and the words such graphs are written in. */
import type { Reader } from '../../server/src/application/reader.ts';
import type { DrawnLink, Entity } from '../../server/src/domain/graph-view.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { createFakeGraphStore, fakeEntity, fakeLink, type GraphContent } from './graph-store.fake.ts';
import { createTripwire } from './tripwire.ts';

export function readerOf(content: GraphContent): Reader {
  const { rings } = createTripwire(() => Promise.resolve(new Map()));
  return { principal: OPERATOR, graph: createFakeGraphStore(content), rings };
}

export async function value<T>(
  result: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error('refused');
  return settled.value;
}

export const buyer = (id: string, fields: Partial<Entity> = {}): Entity => fakeEntity('Buyer', id, fields);
export const device = (id: string, fields: Partial<Entity> = {}): Entity => fakeEntity('Device', id, fields);
export const uses = (from: Entity, to: Entity, fields: Partial<DrawnLink> = {}): DrawnLink =>
  fakeLink('USES_DEVICE', from, to, fields);
export const ids = (entities: readonly Entity[]): readonly string[] => entities.map(({ id }) => id);
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

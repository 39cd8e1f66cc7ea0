/** Which GraphQL type a value of an interface or union is. */
import type { DetectionRun } from '../../domain/detection-run.ts';
import type { Entity, GraphEvent } from '../../domain/graph-view.ts';
import type { Ring } from '../../domain/ring.ts';

export type OrderModel = { readonly orderId: string };
export type AnyNode = Entity | Ring | DetectionRun | GraphEvent | OrderModel;

export function typeNameOf(value: AnyNode): 'Ring' | 'Entity' | 'DetectionRun' | 'Event' | 'Order' {
  if ('resultHash' in value) return 'DetectionRun';
  if ('score' in value) return 'Ring';
  if ('kind' in value) return 'Entity';
  return 'type' in value ? 'Event' : 'Order';
}

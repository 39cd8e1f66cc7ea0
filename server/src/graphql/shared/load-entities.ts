import type { Entity } from '../../domain/graph-view.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { RequestContext } from '../request-context.ts';

export const loadEntities = (
  refs: readonly EntityRef[],
  { loaders }: Pick<RequestContext, 'loaders'>,
): Promise<readonly Entity[]> => Promise.all(refs.map((ref) => loaders.entity(ref)));

import { expect } from 'vitest';
import type { CaseStore, RingFilter } from '../../server/src/application/ports/case-store.ts';

/** Of the rings that fit, the highest score first; there must be no more than a page of them. */
export async function ringIds({ rings }: CaseStore, filter: RingFilter): Promise<string[]> {
  const page = await rings.rings(filter, { field: 'score', direction: 'desc' }, { first: 100 });
  expect(page.totalCount).toBe(page.items.length);
  return page.items.map(({ item }) => item.id);
}

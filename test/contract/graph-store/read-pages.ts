import type { Page, Paged } from '../../../server/src/application/ports/graph-store.ts';

/** Everything, page by page. */
export async function readPages<T>(read: (page: Page) => Promise<Paged<T>>, first: number): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: string | undefined; ; ) {
    const page = await read(after === undefined ? { first } : { first, after });
    items.push(...page.items.map(({ item }) => item));
    if (!page.hasNext) return items;
    after = page.items.at(-1)?.cursor;
  }
}

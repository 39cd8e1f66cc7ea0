import { describe, expect, it } from 'vitest';
import { createGraphiqlRoute } from '../../../server/src/adapters/http/graphiql-page.ts';
import { startHttpService } from '../../support/http-service.ts';

describe('the explorer page for developers', () => {
  it('every file it names is served from this machine, and no script stands in the page', async () => {
    const service = await startHttpService({ graphiql: createGraphiqlRoute() });
    const page = (await service.ask('/graphiql')).body.toString();
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named).toHaveLength(5);
    for (const path of named) {
      const reply = await service.ask(path);
      expect([path, reply.status]).toEqual([path, 200]);
      expect(reply.headers['content-type']).toMatch(/^text\/(javascript|css)/);
    }
    expect(page).not.toMatch(/<script>|https?:/);
    expect((await service.ask('/graphiql/package.json')).status).toBe(404);
    await service.stop();
  });

  it('in production there is no such page', async () => {
    const service = await startHttpService();
    expect((await service.ask('/graphiql/start.js')).body.toString()).not.toContain('GraphiQL');
    await service.stop();
  });
});

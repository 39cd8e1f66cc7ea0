/** The first start on a Neo4j, as on a file: the demonstration, its rings in the browser and in the graph. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, CHROMIUM_MISSING, launchChromium } from '../support/chromium.ts';
import { ask } from '../support/http-service.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';

const PATIENCE_MS = 120_000;
vi.setConfig({ testTimeout: 240_000 });
const missing = neo4jMissing('2026.05.0') ?? (CHROMIUM === null ? CHROMIUM_MISSING : null);

describe.skipIf(missing !== null)(`a first start on Neo4j${missing === null ? '' : ` (${missing})`}`, () => {
  let neo4j: LentNeo4j;
  let service: RunningServer;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    neo4j = await lendNeo4j('2026.05.0');
    const env = { CLEWLINE_GRAPH_URL: neo4j.url, CLEWLINE_GRAPH_PASSWORD: neo4j.password };
    service = await startServer({ demo: true, env });
    browser = await launchChromium();
    page = await signedIn(service);
  }, 900_000);
  async function signedIn(to: RunningServer): Promise<Page> {
    const one = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    one.setDefaultTimeout(PATIENCE_MS);
    one.on('pageerror', (error) => problems.push(`${one.url()} ${error.stack}`));
    one.on('console', (message) => message.type() === 'error' && problems.push(`${one.url()} ${message.text()}`));
    await one.goto(to.signInUrl);
    return one;
  }
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await neo4j?.release();
  });

  it('opens the first ring with its picture, and a member of it', async () => {
    await page.goto(service.url);
    await page.locator('a[data-ring-row]').first().click();
    await page.getByRole('tab', { name: 'Picture as tables' }).waitFor();
    await page.getByRole('table', { name: 'Members' }).getByRole('button').first().click();
    await page.getByRole('region', { name: 'Selected' }).locator('p').first().waitFor();
    expect(problems).toEqual([]);
  });

  it('shows an account with what it is tied to', async () => {
    const { records } = await neo4j.driver.executeQuery('MATCH (b:Buyer)-[:ORDER]->() RETURN b.id AS id LIMIT 1');
    await page.goto(`${service.url}/entities/buyer/${String(records[0]?.get('id'))}`);
    await page.getByRole('table').first().waitFor();
    expect(problems).toEqual([]);
  });

  it('searches, opens, expands and finds paths, with the same picture as on SQLite', async () => {
    const beside = await startServer({ demo: true });
    try {
      const { records } = await neo4j.driver.executeQuery(
        'MATCH (r:Ring)<-[:MEMBER_OF]-(b:Buyer) WITH r, b ORDER BY b.id WITH r, collect(b.id) AS ids ' +
          'WHERE size(ids) > 2 RETURN r.id AS ring, ids ORDER BY r.score DESC, ring LIMIT 1',
      );
      const [ring, [from = '', to = '']] = toRing(records[0]?.toObject());
      const onSqlite = await signedIn(beside);
      const onNeo4j = await walk(page, service.url, { ring, from, to });
      expect(onNeo4j.paths.length).toBeGreaterThan(0);
      expect(onNeo4j.expanded.length).toBeGreaterThan(onNeo4j.drawn.length);
      expect(onNeo4j).toEqual(await walk(onSqlite, beside.url, { ring, from, to }));
      // It listens for what happens, and would complain of a service that is gone.
      await onSqlite.context().close();
      expect(problems).toEqual([]);
    } finally {
      await beside.stop();
    }
  }, 600_000);

  it('says in the status and to probes which store it runs on, and that the rings are up to date', async () => {
    await page.goto(`${service.url}/runs`);
    await page.getByText(/Neo4j 2026\.05\.0/).waitFor();
    const ready = String((await ask(Number(new URL(service.url).port), '/readyz', {})).body);
    expect(ready).toMatch(/^ready\ngraph store: Neo4j 2026\.05\.0\nchange number: \d+\nrings: 0 changes behind/);
    expect(problems).toEqual([]);
  });

  it('shows in the graph the rings that it shows in the browser', async () => {
    await page.goto(service.url);
    const rows = page.locator('a[data-ring-row]');
    await rows.first().waitFor();
    const ids = await rows.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)));
    const inGraph = async (): Promise<unknown> => {
      const text = 'MATCH (r:Ring)<-[:MEMBER_OF]-(:Actor) WHERE r.id IN $ids RETURN count(DISTINCT r) AS rings';
      return Number((await neo4j.driver.executeQuery(text, { ids })).records[0]?.get('rings'));
    };
    expect(ids.length).toBeGreaterThan(5);
    await expect.poll(inGraph, { timeout: PATIENCE_MS }).toBe(ids.length);
  });
});

const toRing = (record: unknown): readonly [string, readonly string[]] => {
  const { ring, ids } = record as { readonly ring: string; readonly ids: readonly string[] };
  return [ring, ids];
};

/** Every row of both tables that stand for the picture. */
async function pictureOf(page: Page): Promise<readonly string[]> {
  await page.getByRole('tab', { name: 'Picture as tables' }).click();
  const rows: string[] = [];
  for (const name of [/^Entities/, /^Links/]) {
    await page.getByRole('tab', { name }).click();
    const table = page.getByRole('tabpanel').locator('tbody tr');
    await table.first().waitFor();
    rows.push(...(await table.allInnerTexts()));
  }
  return rows;
}

type Walk = { readonly ring: string; readonly from: string; readonly to: string };

/** What an investigator does with a member: search it, open it, expand around it, ask how it is tied to another. */
async function walk(page: Page, url: string, { ring, from, to }: Walk) {
  await page.goto(url);
  await page.locator('a[data-ring-row]').first().waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search' }).fill(from);
  const hits = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
  await hits.first().waitFor();
  await page.getByText(/result/).waitFor();
  const found = await hits.allInnerTexts();
  await hits.first().click();
  await page.waitForURL(/\/entities\//);
  const opened = await pictureOf(page);

  const members = [from, to].map((id) => `sel=${encodeURIComponent(`BUYER:${id}`)}`);
  await page.goto(`${url}/rings/${ring}?${members[0]}`);
  await page.getByRole('tab', { name: 'Picture as tables' }).waitFor();
  const drawn = await pictureOf(page);
  await page
    .getByRole('region', { name: 'Selected' })
    .getByRole('button', { name: /^expand ▸/ })
    .first()
    .click();
  await page.getByText(/things? around/).waitFor();
  const expanded = await pictureOf(page);

  await page.goto(`${url}/rings/${ring}?${members.join('&')}`);
  await page.getByRole('button', { name: 'Find paths (f)' }).click();
  const ways = page.getByRole('region', { name: 'Paths' });
  await ways.getByRole('button', { name: 'Show' }).first().waitFor();
  return { found, opened, drawn, expanded, paths: await ways.allInnerTexts() };
}

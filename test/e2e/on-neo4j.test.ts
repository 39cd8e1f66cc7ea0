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
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => problems.push(`${page.url()} ${error.stack}`));
    page.on('console', (message) => message.type() === 'error' && problems.push(`${page.url()} ${message.text()}`));
    await page.goto(service.signInUrl);
  }, 900_000);
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

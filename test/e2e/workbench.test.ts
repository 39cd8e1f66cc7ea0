/** The whole way of an investigator in a real browser on the real service with the demonstration marketplace. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CHROMIUM, CHROMIUM_MISSING, launchChromium } from '../support/chromium.ts';
import { inkOn } from '../support/ink.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';

const OTHER_PAGES = ['/investigate', '/runs', '/alerts', '/newcomers', '/leads', '/webhooks'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Generous against a busy machine; what is measured says so itself. */
const PATIENCE_MS = 60_000;
vi.setConfig({ testTimeout: 240_000 });

type Violation = { readonly impact: string; readonly id: string; readonly nodes: readonly { readonly html: string }[] };

describe.skipIf(CHROMIUM === null)(
  `the workbench in Chromium${CHROMIUM === null ? ` (skipped: ${CHROMIUM_MISSING})` : ''}`,
  () => {
    let server: RunningServer;
    let browser: Browser;
    let context: BrowserContext;
    const problems: string[] = [];

    async function open(address: string): Promise<Page> {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      page.on('pageerror', (error) => problems.push(`${page.url()} ${error.stack}`));
      page.on('console', (message) => message.type() === 'error' && problems.push(`${page.url()} ${message.text()}`));
      await page.goto(server.url + address);
      return page;
    }

    const firstRing = async (page: Page): Promise<string> =>
      (await page.locator('a[data-ring-row]').first().getAttribute('href')) ?? '';
    const settled = (page: Page) => page.getByRole('tab', { name: 'Picture as tables' }).waitFor();
    /** Everything is here: nothing on the page says that it is still on its way. */
    const quiet = async (page: Page): Promise<void> => {
      await page.getByRole('main').waitFor();
      const waiting = page.getByText(/^(Loading|Drawing|Arranging)/);
      await expect.poll(() => waiting.count(), { timeout: PATIENCE_MS }).toBe(0);
    };
    /** Nodes and links on the board, as the table twin counts them. */
    async function boardCounts(page: Page): Promise<string> {
      await page.getByRole('tab', { name: 'Picture as tables' }).click();
      const entities = await page.getByRole('tab', { name: /^Entities/ }).textContent();
      return `${entities} ${await page.getByRole('tab', { name: /^Links/ }).textContent()}`;
    }

    beforeAll(async () => {
      server = await startServer({ demo: true });
      browser = await launchChromium();
      context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.goto(server.signInUrl);
      await page.close();
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    it('asks a stranger for a sign-in link', async () => {
      const stranger = await browser.newContext();
      const page = await stranger.newPage();
      await page.goto(server.url);
      await page.getByText('You are not signed in.').waitFor({ timeout: PATIENCE_MS });
      await stranger.close();
    });

    it('opens the top ring by keyboard, expands twice, undoes, and shows the same picture from its address', async () => {
      const page = await open('/');
      await page.locator('a[data-ring-row]').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await settled(page);
      await page.getByRole('table', { name: 'Members' }).getByRole('button').first().click();
      const expand = page.getByRole('region', { name: 'Selected' }).getByRole('button', { name: /^expand ▸/ });
      await expand.first().waitFor();
      const start = await boardCounts(page);
      await expand.first().click();
      await page.getByText(/more things? around/).waitFor();
      const once = await boardCounts(page);
      await expand.first().click();
      await expect.poll(() => boardCounts(page), { timeout: PATIENCE_MS }).not.toBe(once);
      const twice = await boardCounts(page);
      expect(new Set([start, once, twice]).size).toBe(3);

      await page.keyboard.press('z');
      await expect.poll(() => boardCounts(page), { timeout: PATIENCE_MS }).toBe(once);
      await page.keyboard.press('Shift+Z');
      await expect.poll(() => boardCounts(page), { timeout: PATIENCE_MS }).toBe(twice);

      await expect.poll(() => page.url().match(/[?&]x=/g)?.length, { timeout: PATIENCE_MS }).toBe(2);
      const copy = await open(page.url().slice(server.url.length));
      await settled(copy);
      await expect.poll(() => boardCounts(copy), { timeout: PATIENCE_MS }).toBe(twice);
      const nameOf = (one: Page) => one.getByRole('region', { name: 'Selected' }).locator('p').first().textContent();
      expect(await nameOf(copy)).toBe(await nameOf(page));
    });

    it('keeps the picture drawn when the theme changes', async () => {
      const page = await open('/');
      await page.goto(`${server.url}${await firstRing(page)}`);
      const drawn = page.locator('[role="application"]');
      await drawn.waitFor();
      await quiet(page);
      const inLight = await inkOn(drawn);
      expect(inLight).toBeGreaterThan(1_000);
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(500);
        expect(await inkOn(drawn)).toBeGreaterThan(inLight / 2);
      }
      for (const name of ['Dark', 'Light']) {
        await page.getByRole('button', { name, exact: true }).click();
        await expect
          .poll(() => page.locator('html').getAttribute('data-mantine-color-scheme'))
          .toBe(name.toLowerCase());
        await page.waitForTimeout(500);
        expect(await inkOn(drawn)).toBeGreaterThan(inLight / 2);
      }
    });

    it('selects a link and an entity by a click on its row', async () => {
      const page = await open('/');
      await page.goto(`${server.url}${await firstRing(page)}?tab=twin`);
      const rows = page.getByRole('tabpanel').locator('tbody tr');
      for (const tab of [/^Entities/, /^Links/]) {
        await page.getByRole('tab', { name: tab }).click();
        await rows.nth(1).locator('td').nth(1).click();
        await expect.poll(() => rows.nth(1).getAttribute('data-selected')).toBe('true');
        await expect.poll(() => rows.nth(0).getAttribute('data-selected')).toBe('false');
      }
    });

    it('shows exactly the rows behind an evidence in table and event list', async () => {
      const page = await open('/');
      const address = await firstRing(page);
      await page.goto(`${server.url}${address}`);
      await settled(page);
      const evidence = page.locator('button[aria-pressed]').first();
      await evidence.click();
      await page.getByText(/members? of \d+ behind this/).waitFor();
      const said = Number((await page.getByText(/members? of \d+ behind this/).textContent())?.match(/^\d+/)?.[0]);
      const rows = page.getByRole('table', { name: 'Members' }).locator('tbody tr');
      await expect.poll(() => rows.count(), { timeout: PATIENCE_MS }).toBe(said);
      await page.getByRole('tab', { name: 'Events and timeline' }).click();
      await page.getByText(/Only those behind this evidence/).waitFor();
      await expect.poll(() => page.url(), { timeout: PATIENCE_MS }).toContain('focus=evidence');
      await page.keyboard.press('x');
      await page.getByText(/Only those behind this evidence/).waitFor({ state: 'detached' });
    });

    it('limits the event list to a stretch of time drawn on the strip', async () => {
      const page = await open('/');
      const address = await firstRing(page);
      await page.goto(`${server.url}${address}?tab=events`);
      const strip = page.getByRole('img', { name: /^Events by stage against time/ });
      await strip.waitFor();
      const box = await strip.boundingBox();
      if (!box) throw new Error('the strip is not drawn');
      await page.mouse.move(box.x + 2, box.y + 5);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 4, box.y + 5, { steps: 4 });
      await page.mouse.up();
      await page.getByRole('button', { name: 'All times' }).waitFor();
      await expect.poll(() => page.url(), { timeout: PATIENCE_MS }).toContain('from=');
    });

    it('tells how a pasted list belongs together', async () => {
      const page = await open('/');
      await page.goto(`${server.url}${await firstRing(page)}`);
      await page.getByRole('table', { name: 'Members' }).waitFor();
      const ids = await page
        .getByRole('table', { name: 'Members' })
        .locator('td:first-child [title]')
        .evaluateAll((cells) =>
          cells.map((cell) => cell.getAttribute('title') ?? '').filter((title) => /\d/.test(title)),
        );
      await page.goto(`${server.url}/investigate`);
      await page.getByLabel('Ids').fill([...ids.slice(0, 4), 'nobody-knows-this'].join('\n'));
      await page.getByRole('button', { name: 'How do they connect?' }).click();
      await page.getByText('Not known here (1)').waitFor();
      expect(await page.locator('h2', { hasText: /^Rings they are in \([1-9]/ }).count()).toBe(1);
    });

    it.each(['light', 'dark'] as const)(
      'has no serious or critical violation of accessibility in %s',
      async (colorScheme) => {
        const first = await open('/');
        const ring = await firstRing(first);
        const pages = ['/', ring, `${ring}?tab=events`, `${ring}?tab=changes`, `${ring}?tab=twin`, ...OTHER_PAGES];
        for (const address of pages) {
          const page = await open(address);
          await page.emulateMedia({ colorScheme });
          await quiet(page);
          await page.evaluate(AXE);
          const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
            violations: Violation[];
          };
          const bad = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
          expect(bad.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]?.html}`)).toEqual([]);
          await page.close();
        }
      },
    );

    it('is usable within 1.5 seconds of asking for the ring list', async () => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 5; attempt++) {
        const page = await open('/');
        await page.locator('a[data-ring-row]').first().waitFor();
        times.push(await page.evaluate(() => performance.now()));
        await page.close();
      }
      // The least of five: a shared machine makes any one of them slow for reasons of its own.
      expect(Math.min(...times)).toBeLessThan(1_500);
    });

    it('stays usable on a narrow window: nothing is wider than it', async () => {
      const page = await open('/');
      const ring = await firstRing(page);
      await page.setViewportSize({ width: 600, height: 900 });
      for (const address of ['/', ring, `${ring}?tab=changes`, ...OTHER_PAGES]) {
        await page.goto(server.url + address);
        await quiet(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(600);
      }
    });

    it('raised no error in the browser on the whole way', () => {
      // The one refusal expected is the stranger's own, in a window of its own.
      expect(problems).toEqual([]);
    });
  },
);

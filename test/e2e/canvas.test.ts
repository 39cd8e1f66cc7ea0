/**
 * The canvas in a real browser with software WebGL: 2,000 entities and 8,000 links are drawn and can be panned, and
 * above that it says what it left out. Figures are printed, because a shared machine's clock proves nothing.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_MISSING, launchChromium } from '../support/chromium.ts';
import { FLUSHED_FRAME, INK, NO_WEBGL, READY, RECORD_FRAMES, STOP_FRAMES } from './canvas-scripts.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const isMissing = CHROMIUM === null;
const title = `the canvas in Chromium${isMissing ? ` (skipped: ${CHROMIUM_MISSING})` : ''}`;

const buildHarness = async (folder: string): Promise<void> => {
  const vite = join(REPOSITORY, 'web/node_modules/vite/bin/vite.js');
  const harness = join(REPOSITORY, 'test/e2e/canvas-harness');
  const config = join(REPOSITORY, 'web/vite.config.ts');
  await promisify(execFile)(process.execPath, [vite, 'build', harness, '--config', config, '--outDir', folder], {
    cwd: REPOSITORY,
  });
};

const serveFolder = async (folder: string): Promise<{ readonly server: Server; readonly origin: string }> => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname === '/' ? '/index.html' : pathname;
    readFile(join(folder, name)).then(
      (body) => response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream').end(body),
      () => response.writeHead(204).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The harness server has no port.');
  return { server, origin: `http://127.0.0.1:${address.port}` };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

describe.skipIf(isMissing)(title, () => {
  let folder = '';
  let site: Awaited<ReturnType<typeof serveFolder>>;
  let browser: Browser;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clewline-canvas-'));
    await buildHarness(folder);
    site = await serveFolder(folder);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    site?.server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const failures: string[] = [];
  const open = async (query: string): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${site.origin}/?${query}`);
    await page.waitForFunction(READY, null, { timeout: 55_000 });
    return page;
  };

  /** Milliseconds from one drawn step of the drag to the next. */
  const pan = async (page: Page): Promise<readonly number[]> => {
    const box = await page.locator('[role=application]').boundingBox();
    if (!box) throw new Error('The canvas has no place on the page.');
    // The upper left corner: nothing stands there that a press could drag.
    const start = { x: box.x + 12, y: box.y + 12 };
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    const gaps: number[] = [];
    for (let step = 1; step <= 30; step += 1) {
      const began = performance.now();
      await page.mouse.move(start.x + step * 8, start.y + step * 4);
      await page.evaluate(FLUSHED_FRAME);
      gaps.push(performance.now() - began);
    }
    await page.mouse.up();
    return gaps;
  };

  it('draws 2,000 entities and 8,000 links, and pans them', async () => {
    const began = performance.now();
    const page = await open('nodes=2000&links=8000');
    const readyMs = performance.now() - began;
    expect(await page.evaluate('window.harness.picture().leftOut')).toEqual({ nodes: 0, links: 0 });
    const ink = await page.evaluate<number>(INK);
    expect(ink).toBeGreaterThan(20_000);

    const before = await page.screenshot();
    const gaps = await pan(page);
    const after = await page.screenshot();
    expect(before.equals(after)).toBe(false);
    const small = await open('nodes=20&links=40');
    const smallGaps = await pan(small);
    await small.close();
    const figures = `first picture ${readyMs.toFixed(0)} ms, a step of panning ${median(gaps).toFixed(0)} ms (20 / 40: ${median(smallGaps).toFixed(0)} ms), ${ink} pixels inked`;
    console.log(`canvas 2,000 / 8,000, WebGL in software: ${figures}`);
    // Slower than this is no panning but a slide show, even without a graphics card; a busy machine slows both.
    expect(median(gaps)).toBeLessThan(Math.max(250, 8 * median(smallGaps)));
    await page.close();
  });

  it('says in a sentence what it left out of 3,000 entities', async () => {
    const page = await open('nodes=3000&links=9000');
    const { nodes } = await page.evaluate<{ nodes: number; links: number }>('window.harness.picture().leftOut');
    expect(nodes).toBe(1_000);
    await page.getByText('Left out: 1,000 entities').waitFor();
    expect(await page.evaluate<number>(INK)).toBeGreaterThan(20_000);
    await page.close();
  });

  it('keeps the page answering while it lays out', async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(`${site.origin}/?nodes=2000&links=8000`);
    await page.waitForFunction('window.harness?.handle().isArranging', null, { polling: 20 });
    await page.evaluate(RECORD_FRAMES);
    await page.waitForFunction(READY, null, { timeout: 55_000 });
    const gaps = await page.evaluate<number[]>(STOP_FRAMES);
    console.log(`while laying out: ${gaps.length} frames, worst ${Math.max(...gaps).toFixed(0)} ms`);
    expect(gaps.length).toBeGreaterThan(10);
    await page.close();
  });

  it('an expansion starts at its parent and moves nothing that was there', async () => {
    const page = await open('nodes=60&links=140');
    const places = `Object.fromEntries(window.harness.handle().commands.placesOf(window.harness.picture().nodes.map((node) => node.key)))`;
    const before = await page.evaluate<Record<string, { x: number; y: number }>>(places);
    await page.evaluate(`window.harness.expand('SELLER:seller1003')`);
    await page.waitForFunction(READY);
    const after = await page.evaluate<Record<string, { x: number; y: number }>>(places);
    for (const [key, place] of Object.entries(before)) expect(after[key]).toEqual(place);
    expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 8);
    await page.close();
  });

  it('the same board settles the same way twice', async () => {
    const places = `JSON.stringify([...window.harness.handle().commands.placesOf(window.harness.picture().nodes.map((node) => node.key))])`;
    const first = await open('nodes=120&links=300');
    const second = await open('nodes=120&links=300');
    expect(await second.evaluate(places)).toBe(await first.evaluate(places));
    await first.close();
    await second.close();
  });

  it('is worked by keys alone', async () => {
    const page = await open('nodes=60&links=140');
    await page.locator('[role=application]').focus();
    await page.keyboard.press('ArrowRight');
    const selection = () => page.evaluate<string[]>('[...window.harness.store.getState().selection]');
    const first = await selection();
    expect(first).toHaveLength(1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowRight');
    expect(await selection()).not.toEqual(first);
    const count = () => page.evaluate<number>('window.harness.picture().nodes.length');
    const before = await count();
    await page.keyboard.press('e');
    expect(await count()).toBe(before + 8);
    await page.keyboard.press('h');
    expect(await count()).toBe(before + 7);
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    expect(await count()).toBe(before);
    await page.keyboard.press('2');
    expect(await page.evaluate('window.harness.store.getState().layout')).toBe('lanes');
    await page.close();
  });

  it('dragging a node pins it where it is dropped, and undo lets it go home', async () => {
    const page = await open('nodes=40&links=90');
    const at = await page.evaluate<{ x: number; y: number }>(`window.harness.screenPlaceOf('BUYER:buyer1005')`);
    const box = await page.locator('[role=application]').boundingBox();
    if (!box) throw new Error('The canvas has no place on the page.');
    await page.mouse.move(box.x + at.x, box.y + at.y);
    await page.mouse.down();
    await page.mouse.move(box.x + at.x + 60, box.y + at.y - 30, { steps: 6 });
    await page.mouse.up();
    const pinned = () => page.evaluate<string[]>('[...window.harness.store.getState().pinned.keys()]');
    expect(await pinned()).toEqual(['BUYER:buyer1005']);
    const dropped = await page.evaluate<{ x: number; y: number }>(`window.harness.screenPlaceOf('BUYER:buyer1005')`);
    expect(dropped.x - at.x).toBeCloseTo(60, -1);
    await page.evaluate('window.harness.store.undo()');
    expect(await pinned()).toEqual([]);
    const home = await page.evaluate<{ x: number; y: number }>(`window.harness.screenPlaceOf('BUYER:buyer1005')`);
    expect(home.x).toBeCloseTo(at.x, 0);
    await page.close();
  });

  it('without WebGL there is a sentence and the tables', async () => {
    const page = await browser.newPage();
    await page.addInitScript(NO_WEBGL);
    await page.goto(`${site.origin}/?nodes=40&links=90`);
    await page.getByText('WebGL is not available').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(40);
    await page.close();
  });

  it('threw nothing all the while', () => {
    expect(failures).toEqual([]);
  });
});

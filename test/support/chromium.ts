/** The system's Chromium through playwright-core: no browser is downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env['CLEWLINE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
export const CHROMIUM = CANDIDATES.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
/** Goes into the name of a suite that is skipped without it. */
export const CHROMIUM_MISSING = 'no Chromium on this machine: install the package "chromium" or set CLEWLINE_CHROMIUM';

/** WebGL in software: slow but real. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export async function launchChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error(CHROMIUM_MISSING);
  return chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprintCode } from '../../server/src/adapters/fingerprint-code.ts';

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};
const fingerprint = (): string => fingerprintCode(root, ['detection', 'domain']);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clewline-fingerprint-'));
  write('detection/graph/leiden.js', 'one');
  write('domain/ring.js', 'two');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('is another after a line of code changed, a file moved or came, and the same again when that is undone', () => {
  const before = fingerprint();
  expect(before).toMatch(/^[0-9a-f]{12}$/);
  const states = [before];
  write('detection/graph/leiden.js', 'another');
  states.push(fingerprint());
  write('detection/graph/leiden.js', 'one');
  expect(fingerprint()).toBe(before);
  write('domain/case.js', '');
  states.push(fingerprint());
  rmSync(join(root, 'domain/case.js'));
  rmSync(join(root, 'detection/graph'), { recursive: true });
  write('detection/leiden.js', 'one');
  states.push(fingerprint());
  expect(new Set(states).size).toBe(4);
});

it('does not see what is no code of these folders: another folder, declarations, notes', () => {
  const before = fingerprint();
  write('cli/detect.js', 'x');
  write('domain/ring.d.ts', 'x');
  write('domain/README.md', 'x');
  expect(fingerprint()).toBe(before);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/src/config.ts';

describe('settings', () => {
  it('have defaults that need nothing', () => {
    const result = readConfig({});
    expect(result).toMatchObject({ ok: true, config: { port: 4000, host: '127.0.0.1', publicUrl: null } });
    if (result.ok)
      expect(result.config.graph).toEqual({ kind: 'sqlite', path: join(result.config.directory, 'graph.sqlite') });
  });

  it('report every mistake at once, by name', () => {
    const result = readConfig({
      CLEWLINE_PORT: 'many',
      CLEWLINE_PUBLIC_URL: 'http://a.example',
      CLEWLINE_LOG_LEVEL: 'loud',
    });
    expect(result.ok).toBe(false);
    if (!result.ok) {
      const text = result.problems.join('\n');
      for (const name of ['CLEWLINE_PORT', 'CLEWLINE_PUBLIC_URL', 'CLEWLINE_LOG_LEVEL']) expect(text).toContain(name);
    }
  });

  it('read a secret from its file, and say so when that cannot be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clewline-config-'));
    const file = join(folder, 'key');
    writeFileSync(file, 'a-key-of-more-than-16-characters\n');
    expect(readConfig({ CLEWLINE_HASH_KEY_FILE: file })).toMatchObject({
      config: { hashKey: 'a-key-of-more-than-16-characters' },
    });
    const missing = readConfig({ CLEWLINE_HASH_KEY_FILE: join(folder, 'absent') });
    expect(missing).toEqual({ ok: false, problems: ['CLEWLINE_HASH_KEY_FILE: the file cannot be read'] });
    rmSync(folder, { recursive: true });
  });
});

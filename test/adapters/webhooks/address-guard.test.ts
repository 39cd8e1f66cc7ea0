import { describe, expect, it } from 'vitest';
import { createAddressGuard } from '../../../server/src/adapters/webhooks/address-guard.ts';
import { readConfig } from '../../../server/src/config.ts';

const guard = createAddressGuard([]);

describe('addresses webhooks may reach', () => {
  it.each(['1.1.1.1', '8.8.8.8', '[2606:4700:4700::1111]', '172.32.0.1', '100.128.0.1'])('%s', async (host) => {
    expect(await guard(host)).toMatchObject({ ok: true, isAllowedByName: false });
  });
});

describe('addresses webhooks may not reach', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd12::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
  ])('%s', async (host) => {
    expect(await guard(host)).toMatchObject({ ok: false, problem: expect.stringContaining('CLEWLINE_WEBHOOK_ALLOW') });
  });

  it('a name with one private address among public ones', async () => {
    const mixed = createAddressGuard([], async () => [
      { address: '1.1.1.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
    expect((await mixed('both.example')).ok).toBe(false);
  });

  it('a name that is not found, in a sentence', async () => {
    const none = createAddressGuard([], async () => {
      throw new Error('ENOTFOUND');
    });
    expect(await none('nowhere.example')).toEqual({
      ok: false,
      problem: 'The host nowhere.example cannot be found: check its name.',
    });
  });
});

describe('what the operator allows', () => {
  it('is reached, and nothing beside it', async () => {
    const settings = readConfig({ CLEWLINE_WEBHOOK_ALLOW: '10.20.0.0/16, 127.0.0.1 fd00::/8' });
    if (!settings.ok) throw new Error(settings.problems.join());
    const allowing = createAddressGuard(settings.config.webhookAllow);
    for (const host of ['10.20.3.4', '127.0.0.1', '[fd00::5]']) {
      expect(await allowing(host)).toMatchObject({ ok: true, isAllowedByName: true });
    }
    for (const host of ['10.21.0.1', '127.0.0.2', '[fe80::1]']) expect((await allowing(host)).ok).toBe(false);
  });

  it.each(['10.0.0.0/33', 'ten', '10.0.0.0/', '::1/129', '1.2.3.4/8/8'])('a setting that is none: %s', (text) => {
    expect(readConfig({ CLEWLINE_WEBHOOK_ALLOW: text })).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('CLEWLINE_WEBHOOK_ALLOW')],
    });
  });
});

/** Checked against Node's own reading of addresses. */
import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRangeLookup, parseIpAddress, parseIpRange } from '../../server/src/domain/ip-range.ts';

const textOf = (text: string): string => {
  const read = parseIpRange(text);
  return read.ok ? read.range.text : read.problem;
};
const rangeOf = (text: string) => {
  const read = parseIpRange(text);
  if (!read.ok) throw new Error(read.problem);
  return read.range;
};
/** Bits after the prefix cleared, by asking what it should have been. */
const cleared = (text: string): string => /did you mean (.*)\?$/.exec(textOf(text))?.[1] ?? text;
const v4 = fc.ipV4();
const v6 = fc.ipV6().filter((text) => parseIpAddress(text)?.family !== 4);
const anyAddress = fc.oneof(v4, v6);

describe('an IP address', () => {
  it('is read where Node reads one, and nowhere else', () => {
    const nearly = fc
      .tuple(anyAddress, fc.nat(40), fc.constantFrom('', ':', '.', '0', 'f', 'g', '::', '1.2.3.4', ' '))
      .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(anyAddress, nearly), (text) => {
        expect(parseIpAddress(text) !== null).toBe(isIP(text) !== 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is none with a zone, with octal digits, or short of parts', () => {
    for (const text of ['fe80::1%eth0', '010.0.0.1', '10.1', '1.2.3.4.5', '', ':', '1:::2', '[::1]', 'a1b2c3']) {
      expect(parseIpAddress(text)).toBeNull();
    }
  });
});

describe('a range', () => {
  it.each([
    ['ipv4', v4, 8, 32],
    ['ipv6', v6, 16, 128],
  ] as const)('of %s holds what Node says it holds', (family, anyOf, widest, longest) => {
    const anyPrefix = fc.integer({ min: widest, max: longest });
    fc.assert(
      fc.property(anyOf, anyOf, anyPrefix, fc.boolean(), (one, other, prefix, isNear) => {
        const range = rangeOf(cleared(`${one}/${prefix}`));
        const list = new BlockList();
        list.addSubnet(range.text.replace(/\/\d+$/, ''), prefix, family);
        const asked = isNear ? one : other;
        expect(createRangeLookup([[range, 'x']])(asked)).toEqual(list.check(asked, family) ? ['x'] : []);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one text, however it is written, and that means the same', () => {
    expect(textOf('2001:0DB8:0:0:0:0:0:0/32')).toBe('2001:db8::/32');
    expect(textOf('2001:db8:0:0:1:0:0:0/96')).toBe('2001:db8:0:0:1::/96');
    expect(textOf('2001:db8:0:1::/64')).toBe('2001:db8:0:1::/64');
    expect(textOf('198.51.100.7/32')).toBe('198.51.100.7/32');
    fc.assert(
      fc.property(anyAddress, (address) => {
        const whole = rangeOf(`${address}/${address.includes(':') ? 128 : 32}`);
        expect(isIP(whole.text.replace(/\/\d+$/, ''))).toBe(isIP(address));
        expect(rangeOf(whole.text)).toEqual(whole);
      }),
    );
  });

  it('is refused with a sentence where it could mean something else', () => {
    expect(textOf('198.51.100.7/24')).toBe('range has bits set after the first 24: did you mean 198.51.100.0/24?');
    expect(textOf('2001:db8::1/64')).toContain('did you mean 2001:db8::/64?');
    expect(textOf('10.0.0.0/33')).toBe('range may have at most 32 bits.');
    expect(textOf('0.0.0.0/0')).toMatch(/^range must have at least 8 bits/);
    expect(textOf('2000::/3')).toMatch(/^range must have at least 16 bits/);
    expect(textOf('::ffff:198.51.100.0/120')).toMatch(/^range must give IPv4 addresses as such/);
    for (const text of [
      '198.51.100.0',
      '198.51.100.0/',
      '198.51.100.0/024',
      '198.51.100.0/+24',
      '198.51.100/24',
      '10.0.0.0/8/8',
    ]) {
      expect(textOf(text)).toMatch(/^range must be an address, a slash and a number of bits/);
    }
  });

  it('holds an IPv4 address written as IPv6, and none that is recorded as a hash', () => {
    const campus = createRangeLookup([[rangeOf('198.51.100.0/24'), 'campus']]);
    expect(campus('::ffff:198.51.100.7')).toEqual(['campus']);
    expect(campus('9f86d081884c7d65')).toEqual([]);
  });

  it('is told with every other one that holds the address', () => {
    const lookup = createRangeLookup([
      [rangeOf('10.0.0.0/8'), 'carrier'],
      [rangeOf('10.1.0.0/16'), 'city'],
      [rangeOf('10.1.0.0/16'), 'city again'],
    ]);
    expect([...lookup('10.1.2.3')].sort()).toEqual(['carrier', 'city', 'city again']);
    expect(lookup('10.2.2.3')).toEqual(['carrier']);
    expect(lookup('11.0.0.1')).toEqual([]);
  });
});

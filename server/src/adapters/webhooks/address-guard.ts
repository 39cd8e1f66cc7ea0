/**
 * Where messages may go. A hook's address is chosen by a user and fetched by the server, so every private, local or
 * reserved network is refused unless the operator allows it, and the address that was checked is the one that is
 * connected to: a name that answers differently the second time gains nothing (DNS rebinding).
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and after), and what would carry an IPv4 address inside an IPv6 one. */
const REFUSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
const REFUSED_V6 = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

export type Address = { readonly address: string; readonly family: 4 | 6 };
export type Resolve = (host: string) => Promise<readonly Address[]>;
/** As read from the settings: `10.0.0.0/8`, `127.0.0.1`, `fd00::/8`. */
type AllowedNetwork = { readonly address: string; readonly prefix: number; readonly family: 4 | 6 };

export type Checked =
  | { readonly ok: true; readonly address: Address; readonly isAllowedByName: boolean }
  | { readonly ok: false; readonly problem: string };

const familyName = (family: 4 | 6): 'ipv4' | 'ipv6' => (family === 4 ? 'ipv4' : 'ipv6');

const resolveByName: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

export function createAddressGuard(allowed: readonly AllowedNetwork[], resolve: Resolve = resolveByName) {
  const refused = new BlockList();
  for (const [network, prefix] of REFUSED_V4) refused.addSubnet(network, prefix, 'ipv4');
  const refusedV6 = new BlockList();
  for (const [network, prefix] of REFUSED_V6) refusedV6.addSubnet(network, prefix, 'ipv6');
  const exempt = new BlockList();
  for (const { address, prefix, family } of allowed) exempt.addSubnet(address, prefix, familyName(family));
  const isExempt = ({ address, family }: Address): boolean => exempt.check(address, familyName(family));
  const isRefused = ({ address, family }: Address): boolean =>
    (family === 4 ? refused.check(address, 'ipv4') : refusedV6.check(address, 'ipv6')) &&
    !isExempt({ address, family });

  /** The address to connect to. Where a name has several, one refused refuses them all. */
  return async (hostname: string): Promise<Checked> => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const addresses = await addressesOf(host, resolve);
    const [first] = addresses;
    if (first === undefined) return { ok: false, problem: `The host ${host} cannot be found: check its name.` };
    if (!addresses.some(isRefused)) return { ok: true, address: first, isAllowedByName: addresses.every(isExempt) };
    const why = 'a private, local or reserved address, which webhooks may not reach';
    return { ok: false, problem: `${host} has ${why} unless the operator allows it (CLEWLINE_WEBHOOK_ALLOW).` };
  };
}
export type AddressGuard = ReturnType<typeof createAddressGuard>;

async function addressesOf(host: string, resolve: Resolve): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family === 4 || family === 6) return [{ address: host, family }];
  try {
    return await resolve(host);
  } catch {
    return [];
  }
}

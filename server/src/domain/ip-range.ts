/**
 * Ranges of IP addresses in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). Read strictly: what could be read in two ways,
 * or means another range than it says, is refused. An IPv4 address inside an IPv6 one (RFC 4291 §2.5.5.2) is that address.
 */
type IpAddress = { readonly family: 4 | 6; readonly bits: bigint };

export type IpRange = {
  /** In full, lower case, without needless zeros: equal ranges have equal texts. */
  readonly text: string;
  readonly family: 4 | 6;
  readonly prefix: number;
  /** The leading `prefix` bits. */
  readonly network: bigint;
};
export type ReadRange =
  | { readonly ok: true; readonly range: IpRange }
  | { readonly ok: false; readonly problem: string };

const LENGTH = { 4: 32, 6: 128 } as const;
/** Wider than any one operator's: registries hand out no more than these, so wider is a slip. */
const WIDEST = { 4: 8, 6: 16 } as const;
const MAPPED = 0xffffn;

export function parseIpRange(text: string): ReadRange {
  const [address = '', length = '', ...rest] = text.split('/');
  const refuse = (problem: string): ReadRange => ({ ok: false, problem });
  const read = parseIpAddress(address);
  if (read === null || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) {
    return refuse('range must be an address, a slash and a number of bits, such as 198.51.100.0/24 or 2001:db8::/32.');
  }
  const { family, bits } = read;
  if (family === 4 && address.includes(':')) return refuse('range must give IPv4 addresses as such: 198.51.100.0/24.');
  const [prefix, longest, widest] = [Number(length), LENGTH[family], WIDEST[family]];
  if (prefix > longest) return refuse(`range may have at most ${longest} bits.`);
  if (prefix < widest) return refuse(`range must have at least ${widest} bits: a wider one belongs to many operators.`);
  const network = bits >> BigInt(longest - prefix);
  const first = network << BigInt(longest - prefix);
  const range = { text: `${formatIpAddress(family, first)}/${prefix}`, family, prefix, network };
  if (first !== bits) return refuse(`range has bits set after the first ${prefix}: did you mean ${range.text}?`);
  return { ok: true, range };
}

/** Null for what is none, such as an address that is recorded as a hash. */
export function parseIpAddress(text: string): IpAddress | null {
  if (!text.includes(':')) {
    const bits = parseFour(text);
    return bits === null ? null : { family: 4, bits };
  }
  const bits = parseSix(text);
  if (bits === null) return null;
  return bits >> 32n === MAPPED ? { family: 4, bits: bits & 0xffff_ffffn } : { family: 6, bits };
}

function parseFour(text: string): bigint | null {
  // Without leading zeros, which some read as octal.
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (!parts || parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return null;
  return BigInt(parts.reduce((sum, part) => sum * 256 + Number(part), 0));
}

function parseSix(text: string): bigint | null {
  const tail = /^(.*:)([^:]*\.[^:]*)$/.exec(text);
  const four = tail ? parseFour(tail[2] ?? '') : null;
  if (tail && four === null) return null;
  const plain = tail
    ? `${tail[1]}${((four ?? 0n) >> 16n).toString(16)}:${((four ?? 0n) & 0xffffn).toString(16)}`
    : text;
  const [head = '', rest, ...more] = plain.split('::');
  if (more.length > 0) return null;
  const [before, after] = [groupsOf(head), groupsOf(rest ?? '')];
  if (before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...before, ...new Array<bigint>(missing).fill(0n), ...after];
  return groups.reduce((sum, group) => (sum << 16n) | group, 0n);
}

function groupsOf(text: string): bigint[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups.map((group) => BigInt(`0x${group}`)) : null;
}

function formatIpAddress(family: 4 | 6, bits: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // The first of the longest runs of zeros (RFC 5952 §4.2).
  let [from, most] = [0, 1];
  for (let start = 0; start < 8; start++) {
    const end = groups.findIndex((group, i) => i >= start && group !== '0');
    const length = (end < 0 ? 8 : end) - start;
    if (length > most) [from, most] = [start, length];
  }
  if (most === 1) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + most).join(':')}`;
}

export type RangeLookup<T> = (address: string) => readonly T[];

/** What the ranges that hold an address are told of; one look for each length of prefix there is. */
export function createRangeLookup<T>(entries: Iterable<readonly [IpRange, T]>): RangeLookup<T> {
  const lengths = new Map<
    string,
    { readonly family: 4 | 6; readonly shift: bigint; readonly told: Map<bigint, T[]> }
  >();
  for (const [{ family, prefix, network }, entry] of entries) {
    const key = `${family}/${prefix}`;
    const known = lengths.get(key) ?? { family, shift: BigInt(LENGTH[family] - prefix), told: new Map<bigint, T[]>() };
    lengths.set(key, known);
    known.told.set(network, [...(known.told.get(network) ?? []), entry]);
  }
  return (address) => {
    const read = lengths.size === 0 ? null : parseIpAddress(address);
    if (read === null) return [];
    return [...lengths.values()].flatMap(({ family, shift, told }) =>
      family === read.family ? (told.get(read.bits >> shift) ?? []) : [],
    );
  };
}

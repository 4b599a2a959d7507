/**
 * Address and port arithmetic: what "open to the internet" means for a list of CIDR blocks, however they are cut. Two
 * halves of the world are the world, and so is all of it but one address; one office network is not.
 */

/** A run of addresses, both ends included. IPv4 addresses are numbers of 32 bits, IPv6 of 128. */
export interface AddressRange {
  family: 4 | 6;
  first: bigint;
  last: bigint;
}

/**
 * Share of the public address space from which on a set of sources counts as the internet. Our judgement: a quarter is
 * more than any list of known partners, and catches half a world, or a world with holes.
 */
export const internetShare = 0.25;

/** The addresses of a CIDR block (`10.0.0.0/8`, `2001:db8::/32`; a bare address is one address); undefined when it is none. */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  if (rest.length > 0) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  const width = family === 6 ? 128 : 32;
  const length = prefix === undefined ? width : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (value === undefined || !(length <= width)) return undefined;
  const size = 1n << BigInt(width - length);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => ipv6Groups(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((sum, group) => sum * 65_536n + group, 0n);
}

/** The 16-bit groups of one side of a `::`; at the very end, dotted IPv4 makes two. */
function ipv6Groups(text: string, atEnd: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const dotted = part.includes('.') && atEnd && index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (dotted !== undefined) groups.push(dotted / 65_536n, dotted % 65_536n);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

/** The same addresses as runs that neither overlap nor touch, in order. All must be of one family. */
export function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push({ ...range });
    else if (range.last > previous.last) previous.last = range.last;
  }
  return merged;
}

const count = (ranges: readonly AddressRange[]) => ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);

// Blocks of IPv4 that no host on the internet can send from: private, loopback, documentation, multicast, reserved.
const notPublicIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];

function mustParse(cidr: string): AddressRange {
  const range = parseCidr(cidr);
  if (range === undefined) throw new Error(`${cidr} is not a CIDR block`);
  return range;
}

function complement(ranges: AddressRange[], whole: AddressRange): AddressRange[] {
  const gaps: AddressRange[] = [];
  let next = whole.first;
  for (const { first, last } of mergeRanges(ranges)) {
    if (first > next) gaps.push({ family: whole.family, first: next, last: first - 1n });
    next = last + 1n;
  }
  if (next <= whole.last) gaps.push({ family: whole.family, first: next, last: whole.last });
  return gaps;
}

/** Public address space by family; of IPv6 only 2000::/3 is given out. */
const publicSpace: Record<4 | 6, AddressRange[]> = {
  4: complement(notPublicIpv4.map(mustParse), mustParse('0.0.0.0/0')),
  6: [mustParse('2000::/3')],
};

const publicCount: Record<4 | 6, bigint> = { 4: count(publicSpace[4]), 6: count(publicSpace[6]) };

/** Share (0–1) of a family's public address space that the ranges cover together; ranges of the other family are ignored. */
export function publicShare(ranges: readonly AddressRange[], family: 4 | 6): number {
  const merged = mergeRanges(ranges.filter((range) => range.family === family));
  let covered = 0n;
  for (const range of merged) {
    for (const block of publicSpace[family]) {
      if (range.last < block.first || range.first > block.last) continue;
      const [, first = 0n, last = 0n] = [range.first, range.last, block.first, block.last].sort((a, b) =>
        a < b ? -1 : 1,
      );
      covered += last - first + 1n;
    }
  }
  return Number((covered * 1_000_000n) / publicCount[family]) / 1_000_000;
}

/** Whether the ranges together let the internet in, over IPv4 or over IPv6. */
export function isInternet(ranges: readonly AddressRange[]): boolean {
  return publicShare(ranges, 4) >= internetShare || publicShare(ranges, 6) >= internetShare;
}

/** A run of ports, both ends included. */
export interface PortRange {
  from: number;
  to: number;
}

/** The same ports as runs that neither overlap nor touch, in order. */
export function mergePorts(ranges: readonly PortRange[]): PortRange[] {
  const merged: PortRange[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const previous = merged.at(-1);
    if (previous === undefined || from > previous.to + 1) merged.push({ from, to });
    else previous.to = Math.max(previous.to, to);
  }
  return merged;
}

/** The ports of the first list that are not in the second. */
export function portsOutside(ranges: readonly PortRange[], allowed: readonly PortRange[]): PortRange[] {
  const rest: PortRange[] = [];
  const holes = mergePorts(allowed);
  for (const { from, to } of mergePorts(ranges)) {
    let next = from;
    for (const hole of holes) {
      if (hole.to < next || hole.from > to) continue;
      if (hole.from > next) rest.push({ from: next, to: hole.from - 1 });
      next = hole.to + 1;
    }
    if (next <= to) rest.push({ from: next, to });
  }
  return rest;
}

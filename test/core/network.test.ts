/** Address and port arithmetic. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exposure } from '../../source/core/exposure.ts';
import {
  type AddressRange,
  isInternet,
  mergePorts,
  mergeRanges,
  type PortRange,
  parseCidr,
  portsOutside,
  publicShare,
} from '../../source/core/network.ts';

function range(cidr: string): AddressRange {
  const parsed = parseCidr(cidr);
  assert.ok(parsed, cidr);
  return parsed;
}

const internet = (...cidrs: string[]) => isInternet(cidrs.map(range));

test('CIDR blocks of both families are read', () => {
  assert.deepEqual(range('10.1.2.3/8'), { family: 4, first: 10n << 24n, last: (11n << 24n) - 1n });
  assert.deepEqual(range('1.2.3.4'), range('1.2.3.4/32'));
  assert.deepEqual(range('::/0'), { family: 6, first: 0n, last: (1n << 128n) - 1n });
  assert.deepEqual(range('2001:DB8::1/32'), { family: 6, first: 0x20010db8n << 96n, last: (0x20010db9n << 96n) - 1n });
  assert.deepEqual(range('::ffff:1.2.3.4'), { family: 6, first: 0xffff01020304n, last: 0xffff01020304n });
  assert.deepEqual(range('1:2:3:4:5:6:7:8').first, 0x00010002000300040005000600070008n);
});

test('what is no CIDR block is not read as one', () => {
  for (const text of [
    '',
    '0.0.0.0/33',
    '0.0.0.0/',
    '0.0.0.0/-1',
    '256.0.0.0/8',
    '1.2.3/8',
    '1.2.3.4/8/8',
    '1.2.3.4/0x8',
    'pl-1',
    '::/129',
    ':::/0',
    '1::2::3/64',
    '1:2:3:4:5:6:7/64',
    '1:2:3:4:5:6:7:8:9/64',
    '12345::/16',
    'g::/16',
    ':1::/16',
    '1.2.3.4::/16',
    '1:2:3:4:5:6:7:8::/64',
  ]) {
    assert.equal(parseCidr(text), undefined, text);
  }
});

test('the world is the world however it is cut', () => {
  assert.ok(internet('0.0.0.0/0') && internet('::/0') && internet('2000::/3'));
  assert.ok(internet('0.0.0.0/1', '128.0.0.0/1'));
  assert.ok(internet('0.0.0.0/1'));
  assert.ok(internet(...Array.from({ length: 64 }, (_, i) => `${i * 4}.0.0.0/6`)));
  assert.ok(!internet('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'));
  assert.ok(!internet('52.0.0.0/8', '2600:1f00::/24'));
  assert.ok(!internet('8000::/1'));
  assert.ok(!internet());
});

const cut = (cidrs: string[], bits: number, pick: number): string[] => {
  const index = pick % cidrs.length;
  const chosen = cidrs[index] ?? '';
  const [address = '', length = ''] = chosen.split('/');
  const prefix = Number(length);
  if (prefix >= bits) return cidrs;
  const { first } = range(chosen);
  const half = first + (1n << BigInt(31 - prefix));
  const text = [24n, 16n, 8n, 0n].map((shift) => (half >> shift) % 256n).join('.');
  return [...cidrs.slice(0, index), `${address}/${prefix + 1}`, `${text}/${prefix + 1}`, ...cidrs.slice(index + 1)];
};

test('cutting blocks into halves changes nothing, in any order and with any overlap', () => {
  const start = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/2', '10.0.0.0/8', '52.0.0.0/7');
  fc.assert(
    fc.property(start, fc.array(fc.nat(), { maxLength: 40 }), fc.nat(), (whole, picks, turn) => {
      const pieces = picks.reduce((cidrs, pick) => cut(cidrs, 24, pick), [whole] as string[]);
      const turned = [
        ...pieces.slice(turn % pieces.length),
        ...pieces.slice(0, turn % pieces.length),
        pieces[0] ?? whole,
      ];
      assert.deepEqual(mergeRanges(turned.map(range)), [range(whole)]);
      assert.equal(publicShare(turned.map(range), 4), publicShare([range(whole)], 4));
      assert.equal(internet(...turned), internet(whole));
    }),
  );
});

test('more sources never open less, and a share is never above one', () => {
  const cidr = fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 0, max: 16 }))
    .map(([a, b, length]) => range(`${a}.${b}.0.0/${length}`));
  fc.assert(
    fc.property(fc.array(cidr), cidr, (some, one) => {
      const [before, after] = [publicShare(some, 4), publicShare([...some, one], 4)];
      assert.ok(after >= before && after <= 1);
      assert.equal(publicShare(some, 6), 0);
    }),
  );
});

const portRange = fc.tuple(fc.nat(30), fc.nat(10)).map(([from, size]): PortRange => ({ from, to: from + size }));
const members = (ranges: readonly PortRange[]) =>
  new Set(ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i)));

const without = (all: Set<number>, gone: Set<number>) => new Set([...all].filter((port) => !gone.has(port)));

test('runs of ports are merged and subtracted as sets of ports', () => {
  fc.assert(
    fc.property(fc.array(portRange), fc.array(portRange), (some, allowed) => {
      assert.deepEqual(members(mergePorts(some)), new Set([...members(some)].sort((a, b) => a - b)));
      assert.deepEqual(members(portsOutside(some, allowed)), without(members(some), members(allowed)));
      const merged = mergePorts(some);
      assert.ok(merged.every((one, i) => i === 0 || one.from > (merged[i - 1]?.to ?? 0) + 1));
    }),
  );
});

test('rules of a group open exactly the ports that the world adds up to, one port looked at by itself', () => {
  const rules = fc.array(
    fc.record({
      protocol: fc.constantFrom('tcp', '6', 'udp', '-1', 'icmp', '50'),
      ports: portRange,
      ipv4: fc.subarray(['0.0.0.0/1', '128.0.0.0/1', '0.0.0.0/0', '10.0.0.0/8']),
      ipv6: fc.subarray(['::/1', '8000::/1', 'fd00::/8']),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(rules, (some) => {
      const open = exposure(
        some.map(({ protocol, ports, ipv4, ipv6 }) => ({
          protocol,
          fromPort: ports.from,
          toPort: ports.to,
          ipv4,
          ipv6,
          prefixLists: [],
          groups: [],
        })),
      );
      for (const port of [...Array.from({ length: 42 }, (_, i) => i), 65_535]) {
        const sources = some
          .filter(({ protocol }) => ['tcp', '6', '-1'].includes(protocol))
          .filter(({ protocol, ports }) => protocol === '-1' || (ports.from <= port && port <= ports.to))
          .flatMap(({ ipv4, ipv6 }) => [...ipv4, ...ipv6]);
        const expected = internet(...sources);
        assert.equal(
          open.tcp.some(({ from, to }) => from <= port && port <= to),
          expected,
          `tcp ${port}`,
        );
      }
    }),
  );
});

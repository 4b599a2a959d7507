/** What a security group opens to the internet, over all its rules together. */
import type { SecurityGroupRule } from './facts.ts';
import { type AddressRange, isInternet, mergePorts, type PortRange, parseCidr } from './network.ts';
import { ownValue } from './own-record.ts';

/** Protocols with ports. */
export type Transport = 'tcp' | 'udp';

/** A source of a rule that cannot be judged, such as a prefix list whose entries were not read. */
export interface UnclearSource {
  transport: Transport;
  ports: PortRange;
  /** Prefix-list id, or the text that is no CIDR block. */
  source: string;
}

/** What the internet can reach. */
export interface Exposure {
  tcp: PortRange[];
  udp: PortRange[];
  /** Protocols without ports (numbers, such as `50`) that rules of their own open to the internet; ICMP is left out. */
  otherProtocols: string[];
  unclear: UnclearSource[];
}

const allPorts: PortRange = { from: 0, to: 65_535 };
const names: Record<string, string> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

/** A rule's protocol by name where it has one: `6` is `tcp`. */
function protocolOf(rule: SecurityGroupRule): string {
  const text = rule.protocol.toLowerCase();
  return ownValue(names, text) ?? text;
}

interface ParsedRule {
  ports: PortRange;
  sources: AddressRange[];
}

/** Ports of a rule; a rule for all protocols, or one that names no port, means all of them. */
function portsOf(rule: SecurityGroupRule, protocol: string): PortRange {
  const { fromPort, toPort } = rule;
  if (protocol === '-1' || fromPort === undefined || fromPort < 0) return allPorts;
  return { from: fromPort, to: toPort === undefined || toPort < 0 ? allPorts.to : toPort };
}

function parse(rule: SecurityGroupRule): { sources: AddressRange[]; unclear: string[] } {
  const sources: AddressRange[] = [];
  const unclear = [...rule.prefixLists];
  for (const text of [...rule.ipv4, ...rule.ipv6]) {
    const range = parseCidr(text);
    if (range === undefined) unclear.push(text);
    else sources.push(range);
  }
  return { sources, unclear };
}

/** Ports at which the sources of all rules that cover them add up to the internet. */
function openPorts(rules: readonly ParsedRule[]): PortRange[] {
  // Between two borders the same rules hold for every port, so each stretch is judged once.
  const borders = [...new Set(rules.flatMap(({ ports }) => [ports.from, ports.to + 1]))].sort((a, b) => a - b);
  const open: PortRange[] = [];
  for (const [index, from] of borders.entries()) {
    const next = borders[index + 1];
    if (next === undefined) break;
    const sources = rules.filter(({ ports }) => ports.from <= from && ports.to >= next - 1).flatMap((r) => r.sources);
    if (isInternet(sources)) open.push({ from, to: next - 1 });
  }
  return mergePorts(open);
}

/** What a list of inbound rules opens to the internet, split ranges and split rules added up. */
export function exposure(rules: readonly SecurityGroupRule[]): Exposure {
  const byProtocol = new Map<string, ParsedRule[]>();
  const unclear: UnclearSource[] = [];
  for (const rule of rules) {
    const protocol = protocolOf(rule);
    const ports = portsOf(rule, protocol);
    const parsed = parse(rule);
    byProtocol.set(protocol, [...(byProtocol.get(protocol) ?? []), { ports, sources: parsed.sources }]);
    for (const transport of ['tcp', 'udp'] as const) {
      if (protocol !== '-1' && protocol !== transport) continue;
      for (const source of parsed.unclear) unclear.push({ transport, ports, source });
    }
  }
  const everything = byProtocol.get('-1') ?? [];
  const of = (protocol: string) => [...everything, ...(byProtocol.get(protocol) ?? [])];
  const withoutPorts = [...byProtocol.keys()].filter((name) => !['-1', 'tcp', 'udp', 'icmp', 'icmpv6'].includes(name));
  return {
    tcp: openPorts(of('tcp')),
    udp: openPorts(of('udp')),
    otherProtocols: withoutPorts.filter((name) => isInternet(of(name).flatMap((rule) => rule.sources))),
    unclear,
  };
}

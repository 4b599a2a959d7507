/** Judging security groups by what they open to the internet. */
import type { FactReader, Judgement } from '../source/core/check.ts';
import { type Exposure, exposure, type Transport } from '../source/core/exposure.ts';
import type { SecurityGroup } from '../source/core/facts.ts';
import type { ResourceFinding } from '../source/core/finding.ts';
import type { PortRange } from '../source/core/network.ts';
import type { NamedPort } from './ec2-port-lists.ts';
import { outOfReach, regionalFact, some, UnreadSettings } from './reading.ts';

/** Judges each security group of the regions read by what it opens; a text says what is wrong, undefined that nothing is. */
export function overGroups(
  reader: FactReader,
  wrong: (open: Exposure) => string | undefined,
  concerned: (transport: Transport, ports: PortRange) => boolean,
  fine: string,
): Judgement {
  const { read, unread } = regionalFact(reader, 'ec2.security-groups');
  const unclear = new UnreadSettings();
  const resources: ResourceFinding[] = [];
  for (const [region, groups] of read) {
    for (const group of groups) {
      const open = exposure(group.ingress);
      const fault = wrong(open);
      const finding = { id: group.id, region };
      if (fault !== undefined) {
        resources.push({ ...finding, status: 'fail', reason: `${labelled(group)} opens ${fault} to the internet.` });
        continue;
      }
      const doubts = open.unclear.filter(({ transport, ports }) => concerned(transport, ports));
      if (doubts.length === 0) resources.push({ ...finding, status: 'pass', reason: `${labelled(group)} ${fine}.` });
      for (const source of new Set(doubts.map((doubt) => doubt.source))) {
        const reason = `What the source ${source} stands for was not read.`;
        unclear.add(outOfReach('ec2:DescribeSecurityGroups', reason, region), group.id);
      }
    }
  }
  return { resources, unknown: [...unread, ...unclear.list()], notApplicable: 'There are no security groups.' };
}

const labelled = ({ id, name }: SecurityGroup) => (name === '' ? id : `${name} (${id})`);
const overlaps = (a: PortRange, b: PortRange) => a.from <= b.to && b.from <= a.to;

/** Judges each security group by whether it opens one of these ports. */
export function judgePorts(reader: FactReader, ports: readonly NamedPort[], fine: string): Judgement {
  return overGroups(
    reader,
    (open) => {
      const found = ports.filter(({ transport, port }) => open[transport].some((r) => r.from <= port && port <= r.to));
      return found.length === 0
        ? undefined
        : some(found.map(({ name, transport, port }) => `${name} (${transport} ${port})`));
    },
    (transport, range) => ports.some((p) => p.transport === transport && overlaps(range, { from: p.port, to: p.port })),
    fine,
  );
}
